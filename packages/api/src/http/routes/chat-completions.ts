import { createRoute } from '@hono/zod-openapi';
import { randomUUID } from 'node:crypto';
import { createCitationBook, generateAnswer } from '../../conversations/index.js';
import { AppError } from '../../errors.js';
import type { HttpParts } from '../http-parts.js';
import { requireSecretKey } from '../middleware/authenticate.js';
import { jsonBody, timeLimit } from '../middleware/limit-body.js';
import { rateLimit } from '../middleware/rate-limit.js';
import { toChunks, toCompletion } from '../openai-completion.js';
import { openAiErrors, toOpenAiError } from '../openai-errors.js';
import { getModelAssistant } from '../openai-model.js';
import { toQuestion } from '../openai-question.js';
import { readChunks } from '../openai-stream.js';
import { toAppError } from '../problem.js';
import type { Router } from '../router.js';
import {
  chatCompletionChunkSchema,
  chatCompletionRequestSchema,
  chatCompletionSchema,
  openAiBodyErrorResponses,
} from '../schemas/chat-completions.js';
import { jsonRequest } from '../schemas/responses.js';

const answer = {
  description: 'The answer: whole, or with `stream` as server-sent events that end with `[DONE]`',
  content: {
    'application/json': { schema: chatCompletionSchema },
    'text/event-stream': { schema: chatCompletionChunkSchema },
  },
};

/** OpenAI's call, so that its clients ask Askwell by another base URL alone. */
export function addChatCompletions(router: Router, { deps, sse }: HttpParts): void {
  const route = createRoute({
    method: 'post',
    path: '/v1/chat/completions',
    tags: ['Answers'],
    summary: 'Answer the last message, as OpenAI’s chat completions',
    description:
      'The last message of the user is the question, earlier ones the history, and system messages add instructions. ' +
      'Citations stand in `annotations` as `url_citation`s, and with their quotes in `askwell`. Nothing of it is stored.',
    security: [{ secretKey: [] }],
    middleware: [openAiErrors(), requireSecretKey(deps), rateLimit(deps, 'secret'), timeLimit(120_000), ...jsonBody()],
    request: { body: jsonRequest(chatCompletionRequestSchema) },
    responses: { 200: answer, ...openAiBodyErrorResponses },
  });
  router.openapi(route, async (c) => {
    const request = c.req.valid('json');
    const secret = c.get('secret');
    const left = new AbortController();
    const ctx = { ...secret, signal: AbortSignal.any([secret.signal, left.signal]) };
    const assistant = await getModelAssistant(ctx, request.model);
    const book = createCitationBook();
    const events = generateAnswer(ctx, toQuestion(request, assistant), book);
    const head = {
      id: `chatcmpl-${randomUUID()}`,
      created: Math.floor(deps.clock.now() / 1000),
      model: request.model,
    };
    try {
      if (request.stream !== true) return c.json(await toCompletion(head, events, book), 200);
      const includeUsage = request.stream_options?.include_usage === true;
      const read = await readChunks(toChunks(head, events, book, { includeUsage }), {
        onLeave: () => left.abort(),
        toError(error) {
          const failure = toAppError(error);
          deps.logger.error({ err: error, requestId: ctx.requestId, code: failure.code }, 'an answer failed');
          return toOpenAiError(failure);
        },
      });
      return sse.respond(c, read);
    } catch (error) {
      // Nobody reads this any more.
      if (ctx.signal.aborted) throw new AppError('REQUEST_TIMEOUT', 'The caller left before the answer.', { cause: error });
      throw error;
    }
  });
}
