import type { Conversation, Message, NewMessage, Page, PageContext, PageTool } from '@askwell/contract';
import { AnswerStream } from '../answer-stream.js';
import { requestJson, requestStream, type Transport } from '../request.js';
import { openConnection, type StreamSettings } from './open-connection.js';
import type { RunsResource } from './runs.js';

export interface PageOptions {
  /** At most 200. */
  limit?: number | undefined;
  cursor?: string | undefined;
  signal?: AbortSignal | undefined;
}

export interface Question {
  /** Without it the question starts a conversation. */
  conversationId?: string | undefined;
  text: string;
  /** The same id again replays the same answer. @default a random one */
  clientMessageId?: string | undefined;
  /** The id of the conversation's last question: this one takes its place. The same text regenerates the answer. */
  replaces?: string | undefined;
  /** Ids of attachments of the conversation. */
  attachments?: string[] | undefined;
  /** What the visitor looks at; used where the assistant allows it. */
  page?: PageContext | undefined;
  /** Functions of the page that the model may call; the answer then waits for `answerTool`. */
  tools?: PageTool[] | undefined;
}

export interface ConversationsResource {
  create(options?: { signal?: AbortSignal | undefined }): Promise<Conversation>;
  /** Last used first. */
  list(options?: PageOptions): Promise<Page<Conversation>>;
  /** The newest messages, oldest first; `nextCursor` leads to older ones. */
  messages(conversationId: string, options?: PageOptions): Promise<Page<Message>>;
  /** Asks a question and gives its answer as a stream. */
  send(question: Question, options?: { signal?: AbortSignal | undefined }): AnswerStream;
}

export function createConversations(transport: Transport, runs: RunsResource, settings: StreamSettings): ConversationsResource {
  const create: ConversationsResource['create'] = (options) =>
    requestJson(transport, { method: 'POST', path: '/v1/conversations', body: {}, signal: options?.signal });
  const page = <T>(path: string, { limit, cursor, signal }: PageOptions = {}): Promise<Page<T>> =>
    requestJson(transport, { method: 'GET', path, query: { limit, cursor }, signal, repeatable: true });
  return {
    create,
    list: (options) => page('/v1/conversations', options),
    messages: (conversationId, options) => page(messagesPath(conversationId), options),
    send({ conversationId: known, ...question }, options) {
      const body: NewMessage = { ...question, clientMessageId: question.clientMessageId ?? crypto.randomUUID() };
      const connection = openConnection(transport, settings, async (signal) => {
        const conversationId = known ?? (await create({ signal })).id;
        const response = await requestStream(transport, { method: 'POST', path: messagesPath(conversationId), body, signal });
        return { response, ids: { conversationId } };
      });
      return new AnswerStream(connection, (runId) => runs.stop(runId), options?.signal);
    },
  };
}

function messagesPath(conversationId: string): string {
  return `/v1/conversations/${encodeURIComponent(conversationId)}/messages`;
}
