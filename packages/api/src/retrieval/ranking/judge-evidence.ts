import { termsOf, titleOf } from '../indexing/count-terms.js';
import type { Evidence, Passage } from '../passage.js';
import type { QueryAnalysis } from '../query/query-analysis.js';

/**
 * What a question asks for in what is found: logistic models, fitted on the questions of 22 knowledge bases in six languages, of
 * which ten had lost whole topics. Fits on either half of the questions held on the other half. At most about 14% of the
 * answerable questions of the hardest knowledge bases are refused.
 */
const ofQuestions = { topScore: 4.9, margin: 5.4, title: 1.3, length: 0.67, least: 5.55 };
/** Of a long message most words stand nowhere, so its score says little: how far the best stands out tells as much alone. */
const longQuestionWords = 14;
const leastMarginOfLongQuestions = 0.28;
/** Words of earlier turns that no passage repeats lower what stands out, so less is asked of it. */
const ofFollowUps = { topScore: 7.9, margin: 3.7, least: 3.33 };
const comparedDocuments = 9;
/** Below ten documents there are too few to compare with: the lead is drawn towards a borderline one. */
const borderlineMargin = 0.35;
/** The best passage must hold some of what the question is about: "how do I" is no common subject. */
const leastContentShare = 0.3;
const leastContentShareOfLongQuestions = 0.15;
/** "And in winter?" may say little, but a follow-up with no word in common is a new subject. */
const leastContentShareOfFollowUps = 0.1;
const leastTopScore = 0.18;
/** A word of the title that is only spelt like one of the question is not asked for. */
const leastTitleLikeness = 0.6;
const leastCosine = 0.45;
const leastCosineLead = 0.15;
/** A question of function words alone is covered only where a passage repeats nearly all of it. */
const leastScoreWithoutContent = 1.2;

type JudgedPassage = Pick<Passage, 'documentId' | 'score' | 'title' | 'headingPath' | 'text' | 'language'>;

/** Decides from the ranked passages whether the knowledge base covers the question. */
export function judgeEvidence(
  analysis: QueryAnalysis,
  passages: readonly JudgedPassage[],
  cosines: readonly number[] = [],
): Evidence {
  const best = new Map<string, number>();
  for (const { documentId, score } of passages) best.set(documentId, Math.max(score, best.get(documentId) ?? 0));
  const [topScore = 0, ...next] = [...best.values()].sort((a, b) => b - a).slice(0, comparedDocuments + 1);
  const isNear = standsOut(cosines);
  if (topScore === 0) return { topScore, margin: 0, answerable: isNear && !analysis.isSmallTalk };

  const mean = next.length === 0 ? 0 : next.reduce((sum, score) => sum + score, 0) / next.length;
  const trust = next.length / comparedDocuments;
  const margin = trust * (1 - mean / topScore) + (1 - trust) * borderlineMargin;
  return {
    topScore,
    margin,
    answerable: !analysis.isSmallTalk && (isNear || isCovered(analysis, passages[0], { topScore, margin })),
  };
}

function isCovered(
  analysis: QueryAnalysis,
  best: JudgedPassage | undefined,
  { topScore, margin }: { topScore: number; margin: number },
): boolean {
  if (best === undefined) return false;
  const { contentWords, hasHistory } = analysis;
  const { content, title } = sharesOf(analysis, best);
  if (hasHistory) {
    const isClear = ofFollowUps.topScore * topScore + ofFollowUps.margin * margin >= ofFollowUps.least;
    return isClear && (contentWords === 0 || content >= leastContentShareOfFollowUps);
  }
  if (contentWords === 0) return topScore >= leastScoreWithoutContent;
  if (topScore < leastTopScore) return false;
  if (contentWords > longQuestionWords) {
    return margin >= leastMarginOfLongQuestions && content >= leastContentShareOfLongQuestions;
  }
  const evidence =
    ofQuestions.topScore * topScore +
    ofQuestions.margin * margin +
    ofQuestions.title * title +
    ofQuestions.length * Math.log(1 + contentWords);
  return evidence >= ofQuestions.least && content >= leastContentShare;
}

/** One vector far nearer than the rest finds what shares no word, as in another language. Models differ, so both ends are strict. */
function standsOut(cosines: readonly number[]): boolean {
  if (cosines.length < comparedDocuments) return false;
  const mean = cosines.reduce((sum, cosine) => sum + cosine, 0) / cosines.length;
  const highest = Math.max(...cosines);
  return highest >= leastCosine && highest - mean >= leastCosineLead;
}

/** What question and passage have in common. */
interface Shares {
  /** Of the weight of the question's content words, what the passage holds: less where in another spelling. */
  content: number;
  /** Of the words of its title and headings, how many the question asks for. */
  title: number;
}

function sharesOf(analysis: QueryAnalysis, { title, headingPath, text, language }: JudgedPassage): Shares {
  const ofTitle = new Set(termsOf(titleOf(title, headingPath), language));
  const terms = new Set([...ofTitle, ...termsOf(text, language)]);
  let held = 0;
  let total = 0;
  let asked = 0;
  for (const { likeness, weight, isContent } of analysis.groups) {
    if (!isContent) continue;
    held += weight * likenessAmong(terms, likeness);
    total += weight;
    if (likenessAmong(ofTitle, likeness) > leastTitleLikeness) asked++;
  }
  return { content: total === 0 ? 0 : held / total, title: ofTitle.size === 0 ? 0 : Math.min(1, asked / ofTitle.size) };
}

function likenessAmong(terms: ReadonlySet<string>, likeness: ReadonlyMap<string, number>): number {
  let most = 0;
  for (const [term, value] of likeness) if (value > most && terms.has(term)) most = value;
  return most;
}
