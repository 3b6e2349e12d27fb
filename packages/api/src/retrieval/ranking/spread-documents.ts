import type { Passage } from '../passage.js';

/** Of the places; fewer for one document cost gold answers on support pages, where a long document is often the right one. */
const mostOfOneDocument = 0.6;

/** Orders passages so that one long document does not fill all places: what it has beyond its share goes behind the others. */
export function spreadDocuments(passages: readonly Passage[], limit: number): Passage[] {
  const most = Math.ceil(mostOfOneDocument * limit);
  const taken = new Map<string, number>();
  const within: Passage[] = [];
  const beyond: Passage[] = [];
  for (const passage of passages) {
    const count = (taken.get(passage.documentId) ?? 0) + 1;
    taken.set(passage.documentId, count);
    (count <= most ? within : beyond).push(passage);
  }
  return [...within, ...beyond];
}
