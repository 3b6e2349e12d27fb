import { toTerm } from '../indexing/count-terms.js';
import type { Vocabulary } from './vocabulary.js';

const shortestPart = 4;
const shortestJoined = 5;
/** What German and its neighbours put between two parts. */
const link = /(?:en|es|er|s|n)$/;

/** The two known terms that an unknown word is made of, as "Kartenzahlung" is of "Karte" and "Zahlung"; none where it is not. */
export function splitCompound(word: string, languages: readonly string[], vocabulary: Vocabulary): string[] {
  if (word.length < 2 * shortestPart || /\p{N}/u.test(word)) return [];
  for (let at = word.length - shortestPart; at >= shortestPart; at--) {
    const tail = knownTerm(word.slice(at), languages, vocabulary);
    if (tail === undefined) continue;
    const first = word.slice(0, at);
    const linked = first.replace(link, '');
    const head =
      knownTerm(first, languages, vocabulary) ??
      (linked !== first && linked.length >= shortestPart ? knownTerm(linked, languages, vocabulary) : undefined);
    if (head !== undefined && head.length >= shortestPart) return [head, tail];
  }
  return [];
}

/** The known term that two words make where the tenant writes them as one, as "log in" makes "login". */
export function joinWords(
  first: string,
  second: string,
  languages: readonly string[],
  vocabulary: Vocabulary,
): string | undefined {
  if (first.length + second.length < shortestJoined) return undefined;
  return knownTerm(first + second, languages, vocabulary);
}

function knownTerm(word: string, languages: readonly string[], vocabulary: Vocabulary): string | undefined {
  return languages.map((language) => toTerm(word, language)).find((term) => vocabulary.frequencyOf(term) > 0);
}
