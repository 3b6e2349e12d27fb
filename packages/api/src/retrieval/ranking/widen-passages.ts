import type { Context } from '../../context.js';
import type { FoundPassages } from '../find-passages.js';
import type { Passage, WidePassage } from '../passage.js';

/** Gives the first `most` passages their neighbours: a section that was cut for the search is whole again around what was found. */
export async function widenPassages(
  ctx: Context,
  { passages, knowledge }: Pick<FoundPassages, 'passages' | 'knowledge'>,
  most: number,
): Promise<WidePassage[]> {
  const taken = new Set(passages.map(({ chunkNumber }) => chunkNumber));
  const take = (number: number | null): number | undefined => {
    if (number === null || taken.has(number)) return undefined;
    taken.add(number);
    return number;
  };
  const wanted = passages.slice(0, most).map((passage) => ({
    passage,
    before: take(passage.previous),
    after: take(passage.next),
  }));
  const candidates = wanted.flatMap(({ passage: { version }, before, after }) =>
    [before, after].flatMap((number) => (number === undefined ? [] : [{ number, version }])),
  );
  if (candidates.length === 0) return [...passages];
  const found = await ctx.deps.passages.get(ctx, candidates, knowledge);
  const neighbour = (number: number | undefined): Passage | undefined => {
    const kept = number === undefined ? undefined : found.get(number);
    return kept === undefined ? undefined : { ...kept, score: 0 };
  };
  const widened = wanted.map(({ passage, before, after }) => ({
    ...passage,
    before: neighbour(before),
    after: neighbour(after),
  }));
  return [...widened, ...passages.slice(most)];
}
