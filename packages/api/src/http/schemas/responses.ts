import { z } from '@hono/zod-openapi';
import { errorCodes } from '@askwell/contract';

const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    detail: z.string(),
    code: z.enum(errorCodes),
    requestId: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .openapi('Problem');

const problem = {
  description: 'A problem: its `detail` says what to do next',
  content: { 'application/problem+json': { schema: problemSchema } },
};

/** The failures that every call may have. */
export const problems = { 401: problem, 403: problem, 404: problem, 422: problem, 429: problem, 503: problem } as const;

export function json<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { 'application/json': { schema } } };
}

export function jsonRequest<Schema extends z.ZodType>(schema: Schema) {
  return { required: true, content: { 'application/json': { schema } } };
}

export const eventStream = {
  description: 'The answer as server-sent events: the UI message stream v1, each event with an `id` for resumption',
  content: { 'text/event-stream': { schema: z.string() } },
};

export const visitorEventStream = {
  description: 'What moves, as server-sent events; the documentation of the streaming protocol lists them',
  content: { 'text/event-stream': { schema: z.string() } },
};
