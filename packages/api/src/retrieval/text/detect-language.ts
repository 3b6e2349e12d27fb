import { eld } from 'eld/extrasmall';

/** Enough text to tell a language from its trigrams; more does not change the outcome. */
const sampleCharacters = 2_000;
const minimumLetters = 24;
const minimumChunkLetters = 200;

/** The ISO 639-1 language of a document's text, null where it cannot be told. */
export function analyseDocumentLanguage(text: string): string | null {
  const sample = sampleOf(text);
  if (countLetters(sample) < minimumLetters) return languageOfScript(sample);
  const found = eld.detect(sample);
  return found.language === '' ? languageOfScript(sample) : found.language;
}

/** A chunk keeps its document's language unless it is plainly written in another one. */
export function chunkLanguage(text: string, documentLanguage: string | null): string | null {
  if (countLetters(text) < minimumChunkLetters) return documentLanguage ?? analyseDocumentLanguage(text);
  const found = eld.detect(sampleOf(text));
  if (found.language === '' || !found.isReliable()) return documentLanguage;
  if (documentLanguage === null) return found.language;
  const scores = found.getScores();
  const own = scores[documentLanguage] ?? 0;
  return own < 0.7 * (scores[found.language] ?? 0) ? found.language : documentLanguage;
}

/** Short questions mislead the detector, so its word alone is never the only one: see `queryLanguages`. */
export function detectQueryLanguage(text: string): string | null {
  const found = eld.detect(text);
  return found.language !== '' && found.isReliable() ? found.language : null;
}

function sampleOf(text: string): string {
  if (text.length <= sampleCharacters) return text;
  // From the middle too: beginnings are often navigation or a licence in another language.
  const middle = Math.floor(text.length / 2);
  return `${text.slice(0, sampleCharacters / 2)} ${text.slice(middle, middle + sampleCharacters / 2)}`;
}

function countLetters(text: string): number {
  return text.match(/\p{L}/gu)?.length ?? 0;
}

/** Scripts that only one large language uses. */
const scripts: readonly [RegExp, string][] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Han}/u, 'zh'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/\p{Script=Thai}/u, 'th'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Devanagari}/u, 'hi'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Arabic}/u, 'ar'],
];

function languageOfScript(text: string): string | null {
  return scripts.find(([script]) => script.test(text))?.[1] ?? null;
}
