/** What else waits for the only connection of the embedded database waits no longer than for this many: about 30 ms. */
export const postingsAtOnce = 1500;

/** Cuts a list of chunks where their postings come to about so many. */
export function slicesOf(chunks: readonly { terms: readonly unknown[] }[]): { from: number; to: number }[] {
  const slices: { from: number; to: number }[] = [];
  let from = 0;
  let postings = 0;
  for (const [at, { terms }] of chunks.entries()) {
    postings += terms.length;
    if (postings < postingsAtOnce) continue;
    slices.push({ from, to: at + 1 });
    from = at + 1;
    postings = 0;
  }
  if (from < chunks.length) slices.push({ from, to: chunks.length });
  return slices;
}
