import type { Evidence, Passage } from './passage.js';
import type { QueryAnalysis } from './query-analysis.js';

/** A logistic model of the best document's normalised score and its lead over the next nine, fitted on 13 situations. */
const topScoreWeight = 4.61;
const marginWeight = 4.91;
const bias = -4.14;
const leastLogit = -0.4;
/** Follow-ups and long messages hold many words that no passage repeats. */
const leastLogitOfLongQuestions = -0.8;
const longQuestionWords = 25;
const comparedDocuments = 9;
/** Below ten documents there are too few to compare with: the lead is drawn towards a borderline one. */
const borderlineMargin = 0.35;
/** A question of function words alone is covered only where a passage repeats nearly all of it. */
const leastScoreWithoutContent = 1.2;

/** Decides from the ranked passages whether the knowledge base covers the question. */
export function judgeEvidence(analysis: QueryAnalysis, passages: readonly Pick<Passage, 'documentId' | 'score'>[]): Evidence {
  const best = new Map<string, number>();
  for (const { documentId, score } of passages) best.set(documentId, Math.max(score, best.get(documentId) ?? 0));
  const [topScore = 0, ...next] = [...best.values()].sort((a, b) => b - a).slice(0, comparedDocuments + 1);
  if (topScore === 0) return { topScore, margin: 0, answerable: false };

  const mean = next.length === 0 ? 0 : next.reduce((sum, score) => sum + score, 0) / next.length;
  const trust = next.length / comparedDocuments;
  const margin = trust * (1 - mean / topScore) + (1 - trust) * borderlineMargin;
  const logit = topScoreWeight * topScore + marginWeight * margin + bias;
  const isLong = analysis.hasHistory || analysis.contentWords > longQuestionWords;
  const isEnough = analysis.contentWords === 0 && !analysis.hasHistory ? topScore >= leastScoreWithoutContent : true;
  return {
    topScore,
    margin,
    answerable: !analysis.isSmallTalk && isEnough && logit >= (isLong ? leastLogitOfLongQuestions : leastLogit),
  };
}
