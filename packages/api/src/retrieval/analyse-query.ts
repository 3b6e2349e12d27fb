import type { HistoryTurn } from '@askwell/contract';
import { inverseFrequency } from './bm25.js';
import { toTerm } from './count-terms.js';
import type { QueryAnalysis, TermGroup } from './query-analysis.js';
import { queryLanguages } from './query-languages.js';
import { isSmallTalk, isStopWord } from './stop-words.js';
import { fold, tokenise } from './tokenise.js';
import { visitGrams } from './visit-grams.js';
import type { Vocabulary } from './vocabulary.js';

/** Weights of earlier turns, measured on multi-turn questions: flat around these. */
const userTurnWeight = 0.3;
const userTurnDecay = 0.5;
const assistantTurnWeight = 0.1;
const leastTurnWeight = 0.01;
const stopWordWeight = 0.3;
/** A character pair that the tenant never writes mostly spans two words: nothing is missing where it is not found. */
const seamWeight = 0.3;
/** A variant's occurrence beside the exact term, by its squared Dice. */
const variantWeight = 0.3;
const variantLikeness = 0.8;
/** More terms than this, the least telling left out, change no ranking and cost time. */
const mostGroups = 64;

export interface Question {
  query: string;
  history?: readonly HistoryTurn[] | undefined;
}

/** Turns a question and its history into weighted groups of the tenant's terms. */
export function analyseQuery({ query, history = [] }: Question, vocabulary: Vocabulary): QueryAnalysis {
  const languages = queryLanguages(query, vocabulary.languages);
  const words = new Map<string, { weight: number; isWord: boolean }>();
  addTurn(words, query, { weight: 1, once: false });
  const own = new Set(words.keys());
  for (const turn of earlierTurns(history)) addTurn(words, turn.text, { weight: turn.weight, once: true });

  const groups = new Map<string, TermGroup>();
  const grams = new Map<number, number>();
  let contentWords = 0;
  for (const [word, { weight, isWord }] of words) {
    const isStop = isWord && isStopWord(word, languages);
    const isContent = own.has(word) && !isStop && !/^\p{N}{1,2}$/u.test(word);
    if (isContent) contentWords++;
    const group = groupOf(word, { languages: isWord ? languages : [], vocabulary, isStop });
    const isSeam = !isWord && vocabulary.frequencyOf(word) === 0;
    const weighted = { ...group, weight: weight * (isStop ? stopWordWeight : isSeam ? seamWeight : 1), isContent };
    merge(groups, weighted);
    addGrams(grams, word, { weight: weighted.weight, vocabulary });
  }
  return {
    languages,
    groups: mostTelling([...groups.values()], vocabulary),
    grams,
    isSmallTalk: isSmallTalk(query),
    hasHistory: history.length > 0,
    contentWords,
  };
}

/** User turns lose half their weight with each step back; of the assistant's only the last counts. */
function* earlierTurns(history: readonly HistoryTurn[]): Generator<{ text: string; weight: number }> {
  let weight = userTurnWeight;
  for (const turn of history.filter((turn) => turn.role === 'user').reverse()) {
    if (weight < leastTurnWeight) break;
    yield { text: turn.text, weight };
    weight *= userTurnDecay;
  }
  const answer = history.findLast((turn) => turn.role === 'assistant');
  if (answer !== undefined) yield { text: answer.text, weight: assistantTurnWeight };
}

function addTurn(
  words: Map<string, { weight: number; isWord: boolean }>,
  text: string,
  { weight, once }: { weight: number; once: boolean },
): void {
  const seen = new Set<string>();
  tokenise(fold(text), (token, kind) => {
    if (once && seen.has(token)) return;
    seen.add(token);
    const word = words.get(token);
    if (word === undefined) words.set(token, { weight, isWord: kind === 'word' });
    else word.weight += weight;
  });
}

function groupOf(
  word: string,
  { languages, vocabulary, isStop }: { languages: readonly string[]; vocabulary: Vocabulary; isStop: boolean },
): { factors: Map<string, number>; likeness: Map<string, number>; idf: number } {
  const exact = new Set(languages.length === 0 ? [word] : languages.map((language) => toTerm(word, language)));
  const factors = new Map<string, number>();
  const likeness = new Map<string, number>();
  for (const term of exact) {
    factors.set(term, 1);
    likeness.set(term, 1);
  }
  if (isStop) return { factors, likeness, idf: 0 };
  const isKnown = [...exact].some((term) => vocabulary.frequencyOf(term) > 0);
  for (const term of exact) {
    for (const variant of vocabulary.variantsOf(term)) {
      const factor = (isKnown ? variantWeight : 1) * variant.dice ** 2;
      if (factor <= (factors.get(variant.term) ?? 0)) continue;
      factors.set(variant.term, factor);
      likeness.set(variant.term, variantLikeness * variant.dice);
    }
  }
  return { factors, likeness, idf: 0 };
}

/** Words of one stem are one group: "setting" and "settings" must not count twice. */
function merge(groups: Map<string, TermGroup>, group: TermGroup): void {
  const [stem = ''] = group.factors.keys();
  const known = groups.get(stem);
  if (known === undefined) groups.set(stem, group);
  else groups.set(stem, { ...known, weight: known.weight + group.weight, isContent: known.isContent || group.isContent });
}

function frequencyOf(factors: ReadonlyMap<string, number>, vocabulary: Vocabulary): number {
  let sum = 0;
  for (const [term, factor] of factors) sum += factor * vocabulary.frequencyOf(term);
  return sum;
}

function addGrams(
  grams: Map<number, number>,
  word: string,
  { weight, vocabulary }: { weight: number; vocabulary: Vocabulary },
): void {
  visitGrams(word, (gram) => {
    const idf = inverseFrequency(vocabulary.chunkCount, vocabulary.gramFrequency(gram));
    grams.set(gram, (grams.get(gram) ?? 0) + weight * idf);
  });
}

function mostTelling(groups: TermGroup[], vocabulary: Vocabulary): TermGroup[] {
  if (groups.length <= mostGroups) return groups;
  const value = (group: TermGroup): number =>
    group.weight * inverseFrequency(vocabulary.chunkCount, frequencyOf(group.factors, vocabulary));
  return groups.sort((a, b) => value(b) - value(a)).slice(0, mostGroups);
}
