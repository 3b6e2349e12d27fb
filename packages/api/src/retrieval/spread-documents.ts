import type { Passage } from './passage.js';

/** What each further passage of one document keeps of its score when the next one is chosen. */
const repeatedShare = 0.85;

/** Orders passages so that one long document does not fill all places: each is chosen by its score, less for each of its document before. */
export function spreadDocuments(passages: readonly Passage[], limit: number): Passage[] {
  const rest = [...passages];
  const chosen: Passage[] = [];
  const taken = new Map<string, number>();
  while (chosen.length < limit && rest.length > 0) {
    let best = 0;
    let highest = -Infinity;
    for (const [at, { documentId, score }] of rest.entries()) {
      const value = score * repeatedShare ** (taken.get(documentId) ?? 0);
      if (value > highest) {
        highest = value;
        best = at;
      }
    }
    for (const passage of rest.splice(best, 1)) {
      chosen.push(passage);
      taken.set(passage.documentId, (taken.get(passage.documentId) ?? 0) + 1);
    }
  }
  return [...chosen, ...rest];
}
