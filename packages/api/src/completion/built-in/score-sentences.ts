import { fold, termsOf, visitGrams, type Passage, type QueryAnalysis } from '../../retrieval/index.js';
import { countWords } from './count-words.js';
import { splitSentences, type Sentence } from './split-sentences.js';

/** Measured on gold answers of several languages: n-grams 0.6, the passage's own rank 0.8. */
const gramWeight = 0.6;
const passageWeight = 0.8;
/** Where the heading already asks the question, its first sentences answer it, whatever words they use. */
const headingWeight = 0.4;

export interface ScoredSentence extends Sentence {
  passage: Passage;
  rank: number;
  words: number;
  /** How well the sentence stands for each group of the question's terms, 0 to 1. */
  likeness: Float64Array;
  /** What does not shrink when other sentences cover the same terms. */
  base: number;
}

/** Scores every sentence of the passages by what it shares with the question. */
export function scoreSentences(analysis: QueryAnalysis, passages: readonly Passage[]): ScoredSentence[] {
  const groupsOf = indexGroups(analysis);
  const gramTotal = [...analysis.grams.values()].reduce((sum, weight) => sum + weight, 0) || 1;
  const best = passages[0]?.score ?? 0;
  return passages.flatMap((passage, rank) => {
    const relative = best === 0 ? 0 : passage.score / best;
    const headingShare = coverage(analysis, likenessOf([passage.title, ...passage.headingPath].join('\n'), passage.language));
    return splitSentences(passage.text, passage.language)
      .filter((sentence, _, all) => sentence.kind !== 'heading' || all.length === 1)
      .map((sentence, place) => {
        const text = passage.text.slice(sentence.start, sentence.end);
        return {
          ...sentence,
          passage,
          rank,
          words: countWords(text),
          likeness: likenessOf(text, passage.language),
          base:
            (gramWeight * gramShare(analysis, text)) / gramTotal +
            passageWeight * relative +
            (headingWeight * headingShare * relative) / (1 + place),
        };
      });
  });

  function likenessOf(text: string, language: string | null): Float64Array {
    const likeness = new Float64Array(analysis.groups.length);
    for (const term of termsOf(text, language)) {
      for (const { group, value } of groupsOf.get(term) ?? []) likeness[group] = Math.max(likeness[group] ?? 0, value);
    }
    return likeness;
  }
}

/** Share of the question's weight that the terms of a text stand for. */
export function coverage(analysis: QueryAnalysis, likeness: Float64Array): number {
  let sum = 0;
  let total = 0;
  for (const [at, group] of analysis.groups.entries()) {
    const weight = group.weight * group.idf;
    sum += weight * (likeness[at] ?? 0);
    total += weight;
  }
  return total === 0 ? 0 : sum / total;
}

function indexGroups(analysis: QueryAnalysis): Map<string, { group: number; value: number }[]> {
  const index = new Map<string, { group: number; value: number }[]>();
  for (const [group, { likeness }] of analysis.groups.entries()) {
    for (const [term, value] of likeness) {
      const known = index.get(term);
      if (known === undefined) index.set(term, [{ group, value }]);
      else known.push({ group, value });
    }
  }
  return index;
}

function gramShare(analysis: QueryAnalysis, text: string): number {
  const seen = new Set<number>();
  let sum = 0;
  visitGrams(fold(text), (gram) => {
    const weight = analysis.grams.get(gram);
    if (weight === undefined || seen.has(gram)) return;
    seen.add(gram);
    sum += weight;
  });
  return sum;
}
