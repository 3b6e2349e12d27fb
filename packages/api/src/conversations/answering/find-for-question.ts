import {
  isLongHistory,
  readRanking,
  readRewrite,
  rerankPrompt,
  rewritePrompt,
  type RewrittenQuestion,
} from '../../completion/index.js';
import type { Context } from '../../context.js';
import { findPassages, widenPassages, type FoundPassages, type PassageQuery } from '../../retrieval/index.js';
import type { UsageMeter } from '../../usage/index.js';
import { askBriefly } from './ask-briefly.js';
import type { Question } from './write-answer.js';

export interface FoundForQuestion {
  found: FoundPassages;
  /** Of a long conversation. */
  summary: string | undefined;
}

const passagesForAnswer = 8;
const passagesToRerank = 20;
/** The best ones are given whole; more would cost a model more than they tell it. */
const passagesToWiden = 2;
const rewriteMilliseconds = 2_500;
const rerankMilliseconds = 4_000;

/**
 * Finds what an answer is drawn from. With a language model, a question within a conversation is first rewritten to stand alone;
 * without, or where that fails or finds nothing, words are carried over from earlier turns.
 */
export async function findForQuestion(ctx: Context, question: Question, meter: UsageMeter): Promise<FoundForQuestion> {
  const { rerank } = ctx.deps.modelHelp;
  const { text, history, filter, pageUrl } = question;
  const limit = rerank ? passagesToRerank : passagesForAnswer;
  const asIs: PassageQuery = { query: text, history, limit, filter, pageUrl, isSpread: true };
  const rewritten = await rewrite(ctx, question, meter);
  let found = await findPassages(ctx, rewritten === undefined ? asIs : { ...asIs, query: rewritten.question, history: [] });
  if (rewritten !== undefined && !found.evidence.answerable) {
    const plain = await findPassages(ctx, asIs);
    if (plain.evidence.answerable || plain.evidence.topScore > found.evidence.topScore) found = plain;
  }
  if (rerank) found = { ...found, passages: await reorder(ctx, question, { found, asked: rewritten?.question ?? text, meter }) };
  const passages = await widenPassages(ctx, found, passagesToWiden);
  return { found: { ...found, passages }, summary: rewritten?.summary };
}

async function rewrite(
  ctx: Context,
  { text, history, assistant }: Question,
  meter: UsageMeter,
): Promise<RewrittenQuestion | undefined> {
  if (!ctx.deps.modelHelp.rewrite || !history.some((turn) => turn.role === 'user')) return undefined;
  const input = { question: text, history };
  const reply = await askBriefly(ctx, {
    assistant,
    messages: rewritePrompt(input),
    maxOutputTokens: isLongHistory(history) ? 400 : 150,
    milliseconds: rewriteMilliseconds,
    purpose: 'rewrite',
    meter,
  });
  return reply === undefined ? undefined : readRewrite(reply, input);
}

async function reorder(
  ctx: Context,
  { assistant }: Question,
  { found, asked, meter }: { found: FoundPassages; asked: string; meter: UsageMeter },
): Promise<FoundPassages['passages']> {
  const { passages } = found;
  if (passages.length < 2 || !found.evidence.answerable) return passages.slice(0, passagesForAnswer);
  const reply = await askBriefly(ctx, {
    assistant,
    messages: rerankPrompt(asked, passages),
    maxOutputTokens: 100,
    milliseconds: rerankMilliseconds,
    purpose: 'rerank',
    meter,
  });
  const ranked = reply === undefined ? undefined : readRanking(reply, passages);
  return (ranked ?? passages).slice(0, passagesForAnswer);
}
