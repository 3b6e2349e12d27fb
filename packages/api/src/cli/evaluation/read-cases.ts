import { limits, type HistoryTurn } from '@askwell/contract';
import { z } from 'zod';

/** One question and what its answer must be. */
export interface EvaluationCase {
  /** 1-based, in the file. */
  line: number;
  question: string;
  /** externalId, title or address of each document that holds the answer; empty: not judged. */
  documents: string[];
  /** Any of these must stand in the answer or in what it quotes; empty: not judged. */
  answers: string[];
  answerable: boolean;
  history: HistoryTurn[];
}

export interface BadLine {
  line: number;
  reason: string;
}

const text = z.string().refine((value) => value.trim() !== '', { message: 'must not be empty' });
const oneOrMore = z
  .union([text, z.array(text)], { error: 'must be a string or an array of strings' })
  .default([])
  .transform((value) => (typeof value === 'string' ? [value] : value));

const caseSchema = z.strictObject({
  question: text.max(limits.questionCharacters),
  document: oneOrMore,
  answer: oneOrMore,
  answerable: z.boolean().default(true),
  history: z.array(z.strictObject({ role: z.enum(['user', 'assistant']), text: z.string() })).default([]),
});

/** Reads JSON Lines; a line that is no case is told by its number, and the others are kept. */
export function readCases(content: string): { cases: EvaluationCase[]; badLines: BadLine[] } {
  const cases: EvaluationCase[] = [];
  const badLines: BadLine[] = [];
  for (const [index, source] of content
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (source.trim() === '') continue;
    const line = index + 1;
    const parsed = caseSchema.safeParse(parseJson(source));
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const place = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
      const isJson = parseJson(source) !== undefined;
      badLines.push({ line, reason: isJson ? `${place}${issue?.message ?? 'is not a question'}` : 'is not JSON' });
      continue;
    }
    const { document: documents, answer: answers, ...rest } = parsed.data;
    cases.push({ line, documents, answers, ...rest });
  }
  return { cases, badLines };
}

function parseJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    // Told with the line's number.
    return undefined;
  }
}
