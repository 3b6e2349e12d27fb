import type { Assistant } from '@askwell/contract';
import { limits, resolveWidgetSettings } from '@askwell/contract';
import type { VisitorContext } from '../../context.js';
import { readSuggestions, suggestPrompt } from '../../completion/index.js';
import { AppError, NotFoundError } from '../../errors.js';
import { getAssistant } from '../../tenancy/index.js';
import { addUsage, bookUsage, createUsageMeter, reservationOf, reserve } from '../../usage/index.js';
import { askBriefly } from './ask-briefly.js';
import { keepSuggestions, selectAnswerToFollow, selectHeadings, type AnswerToFollow, type Heading } from '../suggestion-store.js';

const suggestMilliseconds = 6_000;
const suggestTokens = 150;

/**
 * Up to three questions that may follow an answer, without what the visitor has asked. With a language model it writes them in the
 * answer's language, from the headings of the documents that it cites. Without, or where that fails, they are those headings
 * themselves, questions first and what stands nearest first: in the documents' language, which is that of a built-in answer.
 * @throws AppError FORBIDDEN where the assistant suggests nothing
 */
export async function suggestQuestions(ctx: VisitorContext, input: { messageId: string }): Promise<string[]> {
  const { tenantId, actor, deps } = ctx;
  const answer = await selectAnswerToFollow(deps.database, { tenantId, visitorId: actor.visitorId, ...input });
  if (answer === undefined) throw new NotFoundError('answer');
  const assistant = await getAssistant(deps, tenantId, actor.assistantId);
  const { features } = resolveWidgetSettings(assistant);
  if (!features.followUps) throw new AppError('FORBIDDEN', 'This assistant suggests nothing. Turn it on: features.followUps.');
  if (answer.suggestions !== null) return answer.suggestions;
  const documentIds = answer.sources.map(({ documentId }) => documentId);
  const headings = await selectHeadings(deps.database, tenantId, documentIds);
  const written = answer.isEnded && answer.isAnswered ? await askModel(ctx, { ...input, answer, headings, assistant }) : [];
  const suggestions = written.length > 0 ? written : choose(answer, headings);
  // An answer that goes on may cite more.
  if (answer.isEnded) await keepSuggestions(deps.database, tenantId, input.messageId, suggestions);
  return suggestions;
}

interface Asking {
  messageId: string;
  answer: AnswerToFollow;
  headings: readonly Heading[];
  assistant: Pick<Assistant, 'model'>;
}

/** Empty where there is no model, no budget, or no reply of use. What it takes is added to the answer's usage. */
async function askModel(ctx: VisitorContext, { messageId, answer, headings, assistant }: Asking): Promise<string[]> {
  const { tenantId, actor, deps } = ctx;
  if (!deps.modelHelp.suggest || headings.length === 0) return [];
  const room = { tenantId, answerId: messageId, visitorId: actor.visitorId };
  if ((await reserve(deps.database, room, reservationOf(deps))) !== undefined) return [];
  const meter = createUsageMeter();
  try {
    const topics = [...new Set(headings.map(({ path }) => path.join(' > ')))];
    const reply = await askBriefly(ctx, {
      assistant,
      messages: suggestPrompt({ question: answer.question, answer: answer.text, topics, count: limits.suggestions }),
      maxOutputTokens: suggestTokens,
      milliseconds: suggestMilliseconds,
      purpose: 'suggest',
      meter,
    });
    const fresh = readSuggestions(reply ?? '').filter((text) => !answer.asked.some((other) => isAlike(text, other)));
    return [...new Set(fresh)].slice(0, limits.suggestions);
  } finally {
    const usage = bookUsage(deps, meter, await meter.total());
    await addUsage(deps.database, { tenantId, runId: answer.runId, reservedAs: messageId, usage });
  }
}

const leastCharacters = 8;
const mostCharacters = 120;

function choose({ citations, sources, asked }: AnswerToFollow, headings: readonly Heading[]): string[] {
  const documentOf = new Map(sources.map(({ id, documentId }) => [id, documentId]));
  const cited = citations.map(({ sourceId, start, headingPath }) => ({
    documentId: documentOf.get(sourceId),
    start,
    headingPath,
  }));
  const known = [...asked, ...cited.flatMap(({ headingPath }) => headingPath.at(-1) ?? []), ...sources.map(({ title }) => title)];
  const candidates = headings.flatMap(({ documentId, start, path }) => {
    const text =
      path
        .at(-1)
        ?.replaceAll(/[*_`#]/g, '')
        .trim() ?? '';
    if (text.length < leastCharacters || text.length > mostCharacters || known.some((other) => isAlike(text, other))) return [];
    const near = cited
      .filter((citation) => citation.documentId === documentId)
      .map((citation) => Math.abs(citation.start - start));
    return [
      { text, isQuestion: /[?？؟]$/.test(text), distance: near.length === 0 ? Number.MAX_SAFE_INTEGER : Math.min(...near) },
    ];
  });
  candidates.sort((a, b) => Number(b.isQuestion) - Number(a.isQuestion) || a.distance - b.distance);
  const chosen: string[] = [];
  for (const { text } of candidates) {
    if (chosen.length === limits.suggestions) break;
    if (!chosen.some((other) => isAlike(text, other))) chosen.push(text);
  }
  return chosen;
}

const leastLikeness = 0.7;

/** Whether two questions have most words in common. */
function isAlike(one: string, other: string): boolean {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared > 0 && shared / Math.min(a.size, b.size) >= leastLikeness;
}

function wordsOf(text: string): Set<string> {
  return new Set(
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? [],
  );
}
