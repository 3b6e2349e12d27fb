import { unmark } from './tokenise.js';

const hangul = /^\p{Script=Hangul}+$/u;
const hebrew = /^\p{Script=Hebrew}+$/u;

/** What Korean writes onto a noun: the forms of "to do", "to become" and "to receive", then particles, the longest first. */
const verbal = /^(\p{Script=Hangul}{2,}?)(?:[하한할함해했합되된될됨돼됐됩받]|시[키킨킬켜켰킵])\p{Script=Hangul}*$/u;
const longParticle =
  /^(\p{Script=Hangul}+?)(?:에서부터|으로부터|에서는|에서도|에게서|한테서|으로는|으로도|이라고|이라는|입니다|인가요|이에요|에게는|까지는|부터는|에서|에게|한테|으로|부터|까지|처럼|보다|마다|조차|마저|밖에|이나|이며|이고|하고|라고|라는|이란|에는|에도|로는|로도|와는|과는|들은|들이|들을|들의|예요|인데|에|를)$/u;
const shortParticle = /^(\p{Script=Hangul}{2,}?)(?:들)?[은는이가을를에로와과도만의나랑요께용들]$/u;

/** Letters that Hebrew writes before a word: and, the, in, to, from, that, as. */
const hebrewPrefix = /^[והבלמשכ]/;
const shortestHebrew = 3;
const mostPrefixes = 2;

const shortestStem = 4;
const leastStemShare = 0.6;
const longestEnding = 4;

/**
 * What is left of a Korean word without its particle, and what may be left of a Hebrew one without its prefixes. Words with
 * one of these in common are one word; of other scripts there are none.
 */
export function looseForms(word: string): string[] {
  if (hangul.test(word)) return [withoutParticle(word)];
  if (!hebrew.test(word)) return [];
  const forms = [word];
  let rest = word;
  while (forms.length <= mostPrefixes && rest.length > shortestHebrew && hebrewPrefix.test(rest)) {
    rest = rest.slice(1);
    forms.push(rest);
  }
  return forms;
}

function withoutParticle(word: string): string {
  return (verbal.exec(word) ?? longParticle.exec(word) ?? shortParticle.exec(word))?.[1] ?? word;
}

/** Two words that begin alike are mostly forms of one word, in a language whose endings nobody strips. */
export function sharesStem(one: string, other: string): boolean {
  const [a, b] = [unmark(one), unmark(other)];
  const longer = Math.max(a.length, b.length);
  let shared = 0;
  while (shared < longer && a[shared] === b[shared]) shared++;
  return shared >= shortestStem && shared >= leastStemShare * longer && longer - shared <= longestEnding;
}
