import { analyseDocumentLanguage } from './detect-language.js';
import { countFunctionWords } from './stop-words.js';

const leastFunctionWords = 2;
/** Scripts of many languages, and the one that stands for a script where nothing tells. */
const sharedScripts: readonly { script: RegExp; common: string; languages: ReadonlySet<string> }[] = [
  {
    script: /\p{Script=Cyrillic}/u,
    common: 'ru',
    languages: new Set(['be', 'bg', 'mk', 'ru', 'sr', 'uk']),
  },
  {
    script: /\p{Script=Latin}/u,
    common: 'en',
    languages: new Set(
      'ca cs da de en es et eu fi fr ga hr hu id is it lt lv ms nb nl no pl pt ro sk sl sq sv tl tr vi'.split(' '),
    ),
  },
];

/**
 * The language of a question. One too short for its letters to tell is known by its function words, else taken for the first of
 * the likely languages that is written in its script.
 */
export function questionLanguage(question: string, likely: readonly string[]): string | null {
  const detected = analyseDocumentLanguage(question);
  if (detected !== null) return detected;
  const shared = sharedScripts.find(({ script }) => script.test(question));
  if (shared === undefined) return null;
  const fallback = likely.find((language) => shared.languages.has(language)) ?? shared.common;
  const { language, count } = mostFunctionWords(question, [fallback, ...shared.languages]);
  return count >= leastFunctionWords ? language : fallback;
}

function mostFunctionWords(question: string, languages: readonly string[]): { language: string; count: number } {
  let best = { language: '', count: 0 };
  for (const language of languages) {
    const count = countFunctionWords(question, language);
    if (count > best.count) best = { language, count };
  }
  return best;
}
