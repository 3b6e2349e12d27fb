import { unmark } from '../text/tokenise.js';
import type { Vocabulary } from './vocabulary.js';

/** How keyboards without them spell letters with marks. */
const spelledOut: readonly (readonly [RegExp, string])[][] = [
  [
    [/ae/g, 'ä'],
    [/oe/g, 'ö'],
    [/ue/g, 'ü'],
  ],
  [
    [/ae/g, 'æ'],
    [/oe/g, 'ø'],
    [/aa/g, 'å'],
  ],
];

/**
 * The tenant's terms that a term typed without its diacritics may stand for, each with its share of the commonest; of one typed
 * with them, the plain one. Which marks tell words apart is the language's own, so a term that is known itself counts more.
 */
export function withMarks(term: string, vocabulary: Vocabulary): { term: string; share: number }[] {
  const plain = unmark(term);
  if (plain !== term) return vocabulary.frequencyOf(plain) > 0 ? [{ term: plain, share: 1 }] : [];
  const spelt = spelledOut.map((rules) => rules.reduce((text, [plainly, marked]) => text.replace(plainly, marked), term));
  const found = new Map(vocabulary.markedFormsOf(term).map((form) => [form.term, form.chunkFrequency]));
  for (const form of spelt) if (form !== term && vocabulary.frequencyOf(form) > 0) found.set(form, vocabulary.frequencyOf(form));
  const most = Math.max(...found.values());
  return Array.from(found, ([form, frequency]) => ({ term: form, share: Math.sqrt(frequency / most) }));
}
