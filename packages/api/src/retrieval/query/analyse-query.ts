import type { HistoryTurn } from '@askwell/contract';
import { inverseFrequency } from '../ranking/bm25.js';
import { exactTerms, frequencyOfGroup, groupPairs, groupTerms } from './group-terms.js';
import { mendPairs } from './mend-pairs.js';
import type { QueryAnalysis, TermGroup } from './query-analysis.js';
import { queryLanguages } from '../text/query-languages.js';
import { isFunctionPair, isPlainStopWord, isSmallTalk, isStopWord } from '../text/stop-words.js';
import { fold, tokenise, type TokenKind } from '../text/tokenise.js';
import { visitGrams } from '../text/visit-grams.js';
import type { Vocabulary } from './vocabulary.js';

/** Weights of earlier turns, measured on multi-turn questions: flat around these. */
const userTurnWeight = 0.3;
const userTurnDecay = 0.5;
const assistantTurnWeight = 0.1;
const leastTurnWeight = 0.01;
const stopWordWeight = 0.3;
/** A character pair that the tenant never writes mostly spans two words: nothing is missing where it is not found. */
const seamWeight = 0.3;
/** Unknown words beyond these are no slips, and looking for what they mean would take time. */
const mostCorrected = 12;
/** More terms than this, the least telling left out, change no ranking and cost time. */
const mostGroups = 64;

const unspacedCharacters = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆]/gu;

export interface Question {
  query: string;
  history?: readonly HistoryTurn[] | undefined;
}

/** Turns a question and its history into weighted groups of the tenant's terms. */
export function analyseQuery({ query, history = [] }: Question, vocabulary: Vocabulary): QueryAnalysis {
  const languages = queryLanguages(query, vocabulary.languages);
  const words: Words = new Map();
  addTurn(words, query, { weight: 1, once: false });
  const own = new Set(words.keys());
  for (const turn of earlierTurns(history)) addTurn(words, turn.text, { weight: turn.weight, once: true });

  const folded = fold(query);
  const mended = mendPairs(folded, vocabulary);
  const groups = new Map<string, TermGroup>();
  const grams = new Map<number, number>();
  let contentWords = 0;
  let corrected = 0;
  for (const [word, { weight, kind, neighbours }] of words) {
    const stemmed = kind === 'word' ? languages : [];
    const exact = exactTerms(word, stemmed);
    const isKnown = [...exact.factors.keys()].some((term) => vocabulary.frequencyOf(term) > 0);
    const isStop =
      kind === 'pair' ? isFunctionPair(word) : isStopWord(word, languages) || (!isKnown && isPlainStopWord(word, languages));
    const isContent = own.has(word) && !isStop && !/^\p{N}{1,2}$/u.test(word);
    if (isContent) contentWords += kind === 'pair' ? 0.5 : 1;
    const weighted = weight * (isStop ? stopWordWeight : kind === 'pair' && !isKnown ? seamWeight : 1);
    let terms = exact;
    if (kind === 'pair') terms = groupPairs(exact, mended.get(word));
    else if (!isStop) {
      const isCorrected = !isKnown && corrected++ < mostCorrected;
      terms = groupTerms(exact, { word, languages: stemmed, vocabulary, neighbours, isKnown, isCorrected });
    }
    merge(groups, { ...terms, weight: weighted, isContent, idf: 0 });
    if (kind !== 'pair') addGrams(grams, word, { weight: weighted, vocabulary });
  }
  for (const character of folded.match(unspacedCharacters) ?? []) addGrams(grams, character, { weight: 1, vocabulary });
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

type Words = Map<string, { weight: number; kind: TokenKind; neighbours: [string | undefined, string | undefined] }>;

function addTurn(words: Words, text: string, { weight, once }: { weight: number; once: boolean }): void {
  const seen = new Set<string>();
  let last: string | undefined;
  tokenise(fold(text), (token, kind) => {
    const before = last;
    last = kind === 'word' ? token : undefined;
    if (once && seen.has(token)) return;
    seen.add(token);
    const word = words.get(token);
    if (word !== undefined) {
      word.weight += weight;
      return;
    }
    words.set(token, { weight, kind, neighbours: [before, undefined] });
    const previous = before === undefined ? undefined : words.get(before);
    if (previous !== undefined) previous.neighbours[1] ??= token;
  });
}

/** Words of one stem are one group: "setting" and "settings" must not count twice. */
function merge(groups: Map<string, TermGroup>, group: TermGroup): void {
  const [stem = ''] = group.factors.keys();
  const known = groups.get(stem);
  if (known === undefined) groups.set(stem, group);
  else groups.set(stem, { ...known, weight: known.weight + group.weight, isContent: known.isContent || group.isContent });
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
    group.weight * inverseFrequency(vocabulary.chunkCount, frequencyOfGroup(group.factors, vocabulary));
  return groups.sort((a, b) => value(b) - value(a)).slice(0, mostGroups);
}
