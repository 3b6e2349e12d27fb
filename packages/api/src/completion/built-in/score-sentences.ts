import {
  fold,
  termsOf,
  visitGrams,
  type Passage,
  type QueryAnalysis,
  type TermGroup,
  type WidePassage,
} from '../../retrieval/index.js';
import { countWords } from './count-words.js';
import { cutToWords } from './cut-to-words.js';
import { plainText } from './plain-text.js';
import { splitSentences, type Sentence } from './split-sentences.js';

/** Measured on gold answers of several languages: n-grams 0.6, the passage's own rank 0.8. */
const gramWeight = 0.6;
const passageWeight = 0.8;
/** Where the heading already asks the question, its first sentences answer it, whatever words they use. */
const headingWeight = 0.4;
/** Where the text itself asks the question, or says it once more, what follows answers it. */
const echoWeight = 0.8;
const leastEcho = 0.3;
/** So much of a sentence that only repeats the question stands in it. */
const repeatedTerms = 0.9;
const endsAsking = /[?？؟]\W*$/u;
/** What stands beside the passage that was found was not found itself. */
const neighbourShare = 0.7;

/** Code or a row that is longer is cut: an answer is short. */
const longestSentence = 75;
/** A few words without an end, such as "Pricing" or "Step 2", name what follows: they count for their own words alone. */
const longestLabel = 4;
const endsSentence = /[.!?。！？।؟…:：]\W*$/u;
/** "It", "these": what is meant stands before. Only words that hardly ever begin a text of their own. */
const pointsBack =
  /^(?:it|its|they|their|them|this|that|these|those|he|she|his|her|otherwise|then|es|dies|dieser|diese|dieses|dabei|damit|dadurch|dazu|danach|dann|sie|er|il|elle|ils|elles|cela|cette|ces|ensuite|esto|este|esta|estos|estas|eso|luego|isto|isso|ele|ela|eles|elas|questo|questa|questi|queste|esso|essa|dit|deze|dat|het|zij|он|она|оно|они|это|эти|bu|bunlar|onlar)(?=[\s'’])/iu;

export interface ScoredSentence extends Sentence {
  /** Its end is not the source's: the whole is too long for an answer. */
  isCut: boolean;
  passage: Passage;
  rank: number;
  words: number;
  /** How well the sentence stands for each group of the question's terms, 0 to 1. */
  likeness: Float64Array;
  /** Share of what the question is about that the sentence and its headings hold, 0 to 1. */
  content: number;
  /** The same of its headings alone. */
  headingContent: number;
  terms: ReadonlySet<string>;
  /** The sentence before it, without which "it" or "these" stands for nothing. */
  needs: ScoredSentence | undefined;
  /** It asks, or says what the question says: either answers nothing. */
  echo: 'asks' | 'repeats' | undefined;
  /** What does not shrink when other sentences cover the same terms. */
  base: number;
}

interface Part {
  rank: number;
  /** The passage's score beside the best one's. */
  relative: number;
  isNeighbour: boolean;
}

/** Scores every sentence of the passages by what it shares with the question. */
export function scoreSentences(analysis: QueryAnalysis, passages: readonly WidePassage[]): ScoredSentence[] {
  const groupsOf = indexGroups(analysis);
  const gramTotal = [...analysis.grams.values()].reduce((sum, weight) => sum + weight, 0) || 1;
  const best = passages[0]?.score ?? 0;
  return passages.flatMap((passage, rank) => {
    const { before, after } = passage;
    const relative = best === 0 ? 0 : passage.score / best;
    const beside = { rank, relative: neighbourShare * relative, isNeighbour: true };
    return [
      ...(before === undefined ? [] : scorePart(before, beside)),
      ...scorePart(passage, { rank, relative, isNeighbour: false }),
      ...(after === undefined ? [] : scorePart(after, beside)),
    ];
  });

  function scorePart(passage: Passage, { rank, relative, isNeighbour }: Part): ScoredSentence[] {
    const ofHeadings = likenessOf(termsOf([passage.title, ...passage.headingPath].join('\n'), passage.language));
    const headingShare = coverage(analysis, ofHeadings);
    const headingContent = contentCoverage(analysis, ofHeadings);
    const scored: ScoredSentence[] = [];
    let asked = { share: 0, at: 0 };
    const sentences = splitSentences(passage.text, passage.language);
    for (const sentence of sentences) {
      if ((sentence.kind === 'heading' || sentence.kind === 'header') && sentences.length > 1) continue;
      const whole = passage.text.slice(sentence.start, sentence.end);
      const text = cutToWords(whole, sentence.kind, longestSentence);
      const terms = new Set(termsOf(text, passage.language));
      const likeness = likenessOf(terms);
      const last = scored.at(-1);
      const isCut = text.length < whole.length;
      const names = isCut ? '' : namesOf(passage, sentence);
      const words = countWords(names === '' ? text : plainText(text, sentence.kind, names));
      const near = sentence.kind === 'prose' && words <= longestLabel && !endsSentence.test(text) ? 0 : relative;
      const repeated = countOf(terms, (term) => groupsOf.has(term));
      const echo = endsAsking.test(text) ? 'asks' : repeated >= repeatedTerms * terms.size ? 'repeats' : undefined;
      scored.push({
        ...sentence,
        end: sentence.start + text.length,
        isCut,
        header: isCut ? undefined : sentence.header,
        passage,
        rank,
        words,
        likeness,
        terms,
        needs: last?.block === sentence.block && pointsBack.test(text) ? last : undefined,
        echo,
        headingContent,
        content: contentCoverage(
          analysis,
          likeness.map((value, at) => Math.max(value, ofHeadings[at] ?? 0)),
        ),
        base:
          (gramWeight * gramShare(analysis, text)) / gramTotal +
          passageWeight * near +
          (isNeighbour ? 0 : (headingWeight * headingShare * near) / (1 + scored.length)) +
          (echoWeight * asked.share * near) / (1 + scored.length - asked.at),
      });
      const share = echo === undefined ? 0 : coverage(analysis, likeness);
      if (share >= Math.max(leastEcho, asked.share)) asked = { share, at: scored.length };
    }
    return scored;
  }

  function likenessOf(terms: Iterable<string>): Float64Array {
    const likeness = new Float64Array(analysis.groups.length);
    for (const term of terms) {
      for (const { group, value } of groupsOf.get(term) ?? []) likeness[group] = Math.max(likeness[group] ?? 0, value);
    }
    return likeness;
  }
}

function countOf(terms: ReadonlySet<string>, counts: (term: string) => boolean): number {
  let count = 0;
  for (const term of terms) if (counts(term)) count++;
  return count;
}

/** The names of a row's columns. */
export function namesOf({ text }: Passage, { header }: Sentence): string {
  return header === undefined ? '' : text.slice(header.start, header.end);
}

/** Share of the question's weight that the terms of a text stand for. */
export function coverage(analysis: QueryAnalysis, likeness: Float64Array): number {
  return weightedShare(analysis, likeness, () => true);
}

/** The same for what the question is about: no function words, and nothing of earlier turns. */
function contentCoverage(analysis: QueryAnalysis, likeness: Float64Array): number {
  return weightedShare(analysis, likeness, (group) => group.isContent);
}

function weightedShare(analysis: QueryAnalysis, likeness: Float64Array, counts: (group: TermGroup) => boolean): number {
  let sum = 0;
  let total = 0;
  for (const [at, group] of analysis.groups.entries()) {
    if (!counts(group)) continue;
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
