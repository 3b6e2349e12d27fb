import { limits, resolveWidgetSettings } from '@askwell/contract';
import type { VisitorContext } from '../context.js';
import { AppError, NotFoundError } from '../errors.js';
import { getAssistant } from '../tenancy/index.js';
import { keepSuggestions, selectAnswerToFollow, selectHeadings, type AnswerToFollow, type Heading } from './suggestion-store.js';

/**
 * Up to three questions that may follow an answer: what the documents that it cites hold besides, questions first and what stands
 * nearest first, without what the visitor has asked. They are in the documents' language, which is that of a built-in answer.
 * @throws AppError FORBIDDEN where the assistant suggests nothing
 */
export async function suggestQuestions(ctx: VisitorContext, input: { messageId: string }): Promise<string[]> {
  const { tenantId, actor, deps } = ctx;
  const answer = await selectAnswerToFollow(deps.database, { tenantId, visitorId: actor.visitorId, ...input });
  if (answer === undefined) throw new NotFoundError('answer');
  const { features } = resolveWidgetSettings(await getAssistant(deps, tenantId, actor.assistantId));
  if (!features.followUps) throw new AppError('FORBIDDEN', 'This assistant suggests nothing. Turn it on: features.followUps.');
  if (answer.suggestions !== null) return answer.suggestions;
  const documentIds = answer.sources.map(({ documentId }) => documentId);
  const suggestions = choose(answer, await selectHeadings(deps.database, tenantId, documentIds));
  // An answer that goes on may cite more.
  if (answer.isEnded) await keepSuggestions(deps.database, tenantId, input.messageId, suggestions);
  return suggestions;
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
