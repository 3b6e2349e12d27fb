import type {
  Attachment,
  Conversation,
  Handoff,
  NewHandoff,
  NewVisitorDetails,
  Suggestions,
  ToolResult,
  VisitorDetails,
  VisitorSelf,
} from '@askwell/contract';
import type { AskwellClient } from '../client.js';
import type { Call } from '../request.js';
import { uploadFetch } from './upload-fetch.js';

export interface CallOptions {
  signal?: AbortSignal | undefined;
}

export interface AttachOptions extends CallOptions {
  filename?: string | undefined;
  /** Told how much has gone, from 0 to 1; only in browsers, and not by a client with a `fetch` of its own. */
  onProgress?: ((share: number) => void) | undefined;
}

/** What a visitor may do besides asking. Every method throws `AskwellError`; one whose feature is off throws `FORBIDDEN`. */
export interface VisitorApi {
  /** Who the visitor is, what it left in the form, and how many answers it has not read. */
  me(options?: CallOptions): Promise<VisitorSelf>;
  /** Stores the answers to the assistant's form; later ones replace them. */
  saveDetails(details: NewVisitorDetails, options?: CallOptions): Promise<VisitorDetails>;
  /** Deletes all that the server has of the visitor. Its token is refused from then on. */
  erase(options?: CallOptions): Promise<void>;
  conversation(conversationId: string, options?: CallOptions): Promise<Conversation>;
  renameConversation(conversationId: string, title: string, options?: CallOptions): Promise<Conversation>;
  /** Deletes a conversation with its messages and attachments. */
  deleteConversation(conversationId: string, options?: CallOptions): Promise<void>;
  /** The visitor has seen all that is there now. */
  markRead(conversationId: string, options?: CallOptions): Promise<void>;
  /** Asks for a person. Asking again keeps the request and adds what is new. */
  requestHandoff(conversationId: string, handoff: NewHandoff, options?: CallOptions): Promise<Handoff>;
  /** Gives a file to a conversation; a question names it in `attachments`. */
  attach(conversationId: string, file: Blob, options?: AttachOptions): Promise<Attachment>;
  /** Takes back a file that no question has named yet. */
  detach(attachmentId: string, options?: CallOptions): Promise<void>;
  /** Up to three questions that may follow an answer. */
  suggestions(messageId: string, options?: CallOptions): Promise<string[]>;
  /** Gives the page's result of a tool call to the run that waits for it. */
  answerTool(runId: string, result: ToolResult, options?: CallOptions): Promise<void>;
}

/** The visitor's calls that only some chats need, on a client of `@askwell/sdk`. */
export function createVisitorApi(client: AskwellClient): VisitorApi {
  const send = <T>(method: Call['method'], path: string, options?: CallOptions, body?: unknown): Promise<T> =>
    client.call<T>({ method, path: `/v1/${path}`, body, signal: options?.signal, repeatable: true });
  const conversation = (id: string, rest = ''): string => `conversations/${encodeURIComponent(id)}${rest}`;
  return {
    me: (options) => send('GET', 'visitors/me', options),
    saveDetails: (details, options) => send('PUT', 'visitors/me/details', options, details),
    erase: (options) => send('DELETE', 'visitors/me', options),
    conversation: (id, options) => send('GET', conversation(id), options),
    renameConversation: (id, title, options) => send('PATCH', conversation(id), options, { title }),
    deleteConversation: (id, options) => send('DELETE', conversation(id), options),
    markRead: (id, options) => send('PUT', conversation(id, '/read'), options),
    requestHandoff: (id, handoff, options) => send('POST', conversation(id, '/handoff'), options, handoff),
    attach(id, file, options) {
      const body = new FormData();
      const name = options?.filename ?? ('name' in file && typeof file.name === 'string' ? file.name : 'file');
      body.append('file', file, name);
      const { signal, onProgress } = options ?? {};
      const via = onProgress === undefined || typeof XMLHttpRequest !== 'function' ? undefined : uploadFetch(onProgress);
      return client.call({ method: 'POST', path: `/v1/${conversation(id, '/attachments')}`, body, signal, via });
    },
    detach: (id, options) => send('DELETE', `attachments/${encodeURIComponent(id)}`, options),
    suggestions: async (id, options) =>
      (await send<Suggestions>('GET', `messages/${encodeURIComponent(id)}/suggestions`, options)).data,
    answerTool: (id, result, options) => send('POST', `runs/${encodeURIComponent(id)}/tool-results`, options, result),
  };
}
