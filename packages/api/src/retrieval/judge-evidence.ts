import { termsOf, titleOf } from './count-terms.js';
import type { Evidence, Passage } from './passage.js';
import type { QueryAnalysis } from './query-analysis.js';

/** A logistic model of the best document's normalised score and its lead over the next nine, fitted on 13 situations. */
const topScoreWeight = 4.61;
const marginWeight = 4.91;
const bias = -4.14;
const leastLogit = -0.5;
/** Follow-ups and long messages hold many words that no passage repeats, so less is asked of them: about 15% false refusals. */
const leastLogitOfFollowUps = -1.45;
const shortQuestionWords = 8;
const leastLogitPerWord = -0.055;
const lowestLeastLogit = -1.6;
const comparedDocuments = 9;
/** Below ten documents there are too few to compare with: the lead is drawn towards a borderline one. */
const borderlineMargin = 0.35;
/** The best passage must hold some of what the question is about: "how do I" is no common subject. */
const leastContentShare = 0.3;
/** Where only a third of it is held, the evidence must be clear. */
const doubtfulContentShare = 0.4;
const clearLogit = 0.5;
const leastContentShareOfLongQuestions = 0.1;
/** "And in winter?" may say little, but a follow-up with no word in common is a new subject. */
const leastContentShareOfFollowUps = 0.1;
const leastTopScore = 0.13;
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
  const logit = topScoreWeight * topScore + marginWeight * margin + bias;
  return {
    topScore,
    margin,
    answerable:
      !analysis.isSmallTalk &&
      (isNear || (logit >= leastLogitOf(analysis) && isAboutTheSame(analysis, passages[0], { topScore, logit }))),
  };
}

function isAboutTheSame(
  analysis: QueryAnalysis,
  best: JudgedPassage | undefined,
  { topScore, logit }: { topScore: number; logit: number },
): boolean {
  if (best === undefined) return false;
  const { contentWords, hasHistory } = analysis;
  if (contentWords === 0) return hasHistory || topScore >= leastScoreWithoutContent;
  if (topScore < leastTopScore) return false;
  const share = contentShare(analysis, best);
  if (hasHistory) return share >= leastContentShareOfFollowUps;
  if (contentWords > shortQuestionWords) return share >= leastContentShareOfLongQuestions;
  return share >= leastContentShare && (share >= doubtfulContentShare || logit >= clearLogit);
}

/** One vector far nearer than the rest finds what shares no word, as in another language. Models differ, so both ends are strict. */
function standsOut(cosines: readonly number[]): boolean {
  if (cosines.length < comparedDocuments) return false;
  const mean = cosines.reduce((sum, cosine) => sum + cosine, 0) / cosines.length;
  const highest = Math.max(...cosines);
  return highest >= leastCosine && highest - mean >= leastCosineLead;
}

/** Share of the weight of the question's content words that a passage holds, less where in another spelling. */
export function contentShare(analysis: QueryAnalysis, passage: JudgedPassage): number {
  const terms = new Set(termsOf(`${titleOf(passage.title, passage.headingPath)}\n${passage.text}`, passage.language));
  let held = 0;
  let total = 0;
  for (const { likeness, weight, isContent } of analysis.groups) {
    if (!isContent) continue;
    let most = 0;
    for (const [term, value] of likeness) if (value > most && terms.has(term)) most = value;
    held += weight * most;
    total += weight;
  }
  return total === 0 ? 0 : held / total;
}

function leastLogitOf({ contentWords, hasHistory }: QueryAnalysis): number {
  const ofLength = Math.max(lowestLeastLogit, leastLogit + leastLogitPerWord * Math.max(0, contentWords - shortQuestionWords));
  return hasHistory ? Math.min(ofLength, leastLogitOfFollowUps) : ofLength;
}
