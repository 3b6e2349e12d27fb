import type { NearestDocument, Page, QuestionGroup } from '@askwell/contract';
import type { Context } from '../context.js';
import { decodeCursor, encodeCursor } from '../cursor.js';
import { analyseDocumentLanguage, fold } from '../retrieval/index.js';
import { groupQuestions, type Member } from './group-questions.js';
import { leaveOutAnswered } from './leave-out-answered.js';
import { selectAskedQuestions, selectNearest, selectReadyPairs } from './store.js';

/** Older ones are in an earlier `from` and `to`. */
const groupedQuestions = 2_000;
const mostExamples = 5;
const mostNearest = 3;

export interface QuestionsQuery {
  /** Undefined: both. */
  answered: boolean | undefined;
  from: Date | undefined;
  to: Date | undefined;
  limit: number;
  cursor: string | undefined;
}

/** What visitors ask, in groups of like questions, the largest first. */
export async function listQuestions(ctx: Context, query: QuestionsQuery): Promise<Page<QuestionGroup>> {
  const { database } = ctx.deps;
  const after = query.cursor === undefined ? undefined : toPlace(decodeCursor(query.cursor, 3));
  const asked = await selectAskedQuestions(database, { ...query, tenantId: ctx.tenantId, limit: groupedQuestions });
  const language = await commonLanguage(ctx, asked);
  let groups = await groupQuestions(asked, language);
  if (query.answered === false) {
    groups = leaveOutAnswered(groups, await selectReadyPairs(database, ctx.tenantId), language);
  }
  const ordered = groups.map(summarise).sort(comparePlaces);
  const rest = after === undefined ? ordered : ordered.filter((group) => comparePlaces(group, after) > 0);
  const page = rest.slice(0, query.limit);
  const last = page.at(-1);
  const nearest = await selectNearest(database, ctx.tenantId, [...new Set(page.flatMap(({ sources }) => sources))]);
  return {
    data: page.map((group) => toQuestionGroup(group, nearest)),
    nextCursor: last === undefined || rest.length <= page.length ? null : encodeCursor([last.count, last.lastAsked, last.id]),
  };
}

/** One language's stems for all: likeness needs the same cut of a word more than the right one. */
async function commonLanguage(ctx: Context, asked: readonly { text: string }[]): Promise<string | null> {
  const { languages } = await ctx.deps.vocabulary.get(ctx);
  const [most] = Object.entries(languages).sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1));
  return most?.[0] ?? analyseDocumentLanguage(asked.map(({ text }) => text).join('\n'));
}

interface Place {
  count: number;
  /** Epoch milliseconds. */
  lastAsked: number;
  id: string;
}

interface Summary extends Place {
  question: string;
  examples: string[];
  /** Document ids, those that were near most often first. */
  sources: string[];
}

function summarise(group: readonly Member[]): Summary {
  const wordings = mostCommon(group, ({ text }) =>
    fold(text)
      .replaceAll(/[\p{P}\p{S}\s]+/gu, ' ')
      .trim(),
  );
  const [commonest] = wordings;
  if (commonest === undefined) throw new Error('A group has no question');
  const sources = group.flatMap((member) => member.sources.map(({ documentId }) => documentId));
  return {
    id: commonest.id,
    question: commonest.text,
    count: group.length,
    lastAsked: Math.max(...group.map(({ askedAt }) => askedAt.getTime())),
    examples: wordings.slice(0, mostExamples).map(({ text }) => text),
    sources: mostCommon(sources, (id) => id),
  };
}

/** The first item of each key, the commonest key first; of equals, the one met first. */
function mostCommon<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  const counted = new Map<string, { item: Item; count: number }>();
  for (const item of items) {
    const known = counted.get(keyOf(item));
    if (known === undefined) counted.set(keyOf(item), { item, count: 1 });
    else known.count++;
  }
  return [...counted.values()].sort((a, b) => b.count - a.count).map(({ item }) => item);
}

function comparePlaces(a: Place, b: Place): number {
  return b.count - a.count || b.lastAsked - a.lastAsked || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
}

function toPlace([count, lastAsked, id]: (string | number)[]): Place {
  return { count: Number(count) || 0, lastAsked: Number(lastAsked) || 0, id: String(id) };
}

function toQuestionGroup(group: Summary, documents: ReadonlyMap<string, NearestDocument>): QuestionGroup {
  const { id, question, count, lastAsked, examples, sources } = group;
  const nearest = sources.flatMap((documentId) => documents.get(documentId) ?? []).slice(0, mostNearest);
  return { id, question, count, lastAskedAt: new Date(lastAsked).toISOString(), examples, nearest };
}
