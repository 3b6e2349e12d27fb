import type { PageContext, PageTool } from '@askwell/contract';
import type { AnswerStream } from '../answer-stream.js';
import { createClient, type AskwellClient, type ClientOptions } from '../client.js';
import { systemClock, type Clock } from '../clock.js';
import { AskwellConnectionError, AskwellError } from '../errors.js';
import { isOnline } from '../retry-delay.js';
import { tolerantStorage, type KeyValueStorage } from '../storage.js';
import type { Question } from '../resources/conversations.js';
import { initialChatState, reduce, type AskedQuestion, type ChatEvent } from './chat-state.js';
import type { ChatAnswer, ChatFailure, ChatSession, ChatState, ChatStatus } from './chat-types.js';
import { askAnew, planRetry } from './plan-retry.js';
import { findOpenAnswer } from './merge-messages.js';
import { lazyVisitorVerbs } from './lazy-visitor-verbs.js';
import { stayInStep } from './stay-in-step.js';
import { newestConversation, readHistory, readNewest } from './read-history.js';
import { toChatFailure } from './to-chat-failure.js';

/** Give a `client`, or the options of one. */
export type ChatSessionOptions = ({ client: AskwellClient } | ClientOptions) & {
  /** Keeps the conversation (and without a `client` of yours the visitor) between page loads. @default localStorage, on the first send */
  storage?: KeyValueStorage | undefined;
  /** @default the system's clock */
  clock?: Clock | undefined;
  /** Tells two chats of one page apart in storage. @default the server's address and key */
  storageKey?: string | undefined;
  /** What the visitor looks at, read with each question. */
  page?: (() => PageContext | undefined) | undefined;
  /** The page's functions that the model may call, read with each question. */
  tools?: (() => readonly PageTool[]) | undefined;
};

/** One question and its answer, from the first request to the last part. */
interface Turn {
  controller: AbortController;
  stream: AnswerStream | null;
  runId: string | null;
  stopping: boolean;
}

const stopGrace = 3_000;

/** Whether the visitor's events are followed: not before the first question is there, and not while what is stored is fetched. */
const following: Record<ChatStatus, boolean> = {
  idle: true,
  loading: false,
  sending: false,
  streaming: true,
  resuming: true,
  closed: false,
};

/** Creates a chat; makes no request and writes nothing before the visitor acts. Its rules are numbered in SPEC.md. */
export function createChatSession(options: ChatSessionOptions): ChatSession {
  const clock = options.clock ?? systemClock;
  const storage = tolerantStorage(() => options.storage ?? globalThis.localStorage);
  const client = 'client' in options ? options.client : createClient({ ...options, storage });
  const storageKey = `askwell:conversation:${options.storageKey ?? ('client' in options ? '' : `${options.baseUrl}:${options.key ?? ''}`)}`;
  const listeners = new Set<(state: ChatState) => void>();
  let state = initialChatState(isOnline());
  let turn: Turn | null = null;
  let reading: Promise<void> = Promise.resolve();
  let wasOpened = false;
  const rating = new Map<string, number>();
  let isIdentified = 'getIdentityToken' in options && options.getIdentityToken !== undefined;

  const dispatch = (event: ChatEvent): void => {
    const next = reduce(state, event);
    if (next === state) return;
    state = next;
    if (next.conversationId !== null && following[next.status]) inStep.begin();
    for (const listener of listeners) notify(listener, next);
  };

  /** Runs one turn; whatever it meets ends in the state. A turn that was left speaks no more. */
  const take = async (run: (current: Turn, tell: (event: ChatEvent) => void) => Promise<void>): Promise<void> => {
    const current: Turn = { controller: new AbortController(), stream: null, runId: null, stopping: false };
    turn = current;
    await run(current, (event) => {
      if (turn === current) dispatch(event);
    });
    if (turn !== current) return;
    turn = null;
    readOpenAnswer();
  };

  const follow = async (current: Turn, tell: (event: ChatEvent) => void, stream: AnswerStream, runId: string): Promise<void> => {
    current.stream = stream;
    current.runId = runId;
    try {
      for await (const part of stream) tell({ type: 'part', runId, part });
      tell({ type: 'answer-lost', runId, failure: { code: 'ANSWER_INTERRUPTED', retryable: true } });
    } catch (error) {
      if (current.stopping) return tell({ type: 'answer-stopped', runId });
      if (isGone(error) && (await reload(tell, runId))) return undefined;
      tell({ type: 'answer-lost', runId, failure: isGone(error) ? interrupted : toChatFailure(error, clock) });
    }
    return undefined;
  };

  const open = async (current: Turn, tell: (event: ChatEvent) => void, question: AskedQuestion): Promise<AnswerStream> => {
    const { signal } = current.controller;
    const known = state.conversationId;
    const conversationId = known ?? (await client.conversations.create({ signal })).id;
    tell({ type: 'conversation-opened', conversationId });
    if (turn === current) storage.setItem(storageKey, conversationId);
    if (current.stopping) throw new AskwellConnectionError('Stopped before the question was sent.');
    const stream = client.conversations.send({ ...toQuestion(question, options), conversationId }, { signal });
    current.stream = stream;
    try {
      await stream.opened;
      return stream;
    } catch (error) {
      if (known === null || !isGone(error) || turn !== current) throw error;
      dispatch({ type: 'conversation-lost' });
      return open(current, tell, question);
    }
  };

  const ask = ({ clientMessageId, text, attachments, replaces }: AskedQuestion): Promise<void> =>
    take(async (current, tell) => {
      const question = { clientMessageId, text, attachments, replaces };
      tell({ type: 'asked', ...question });
      try {
        const stream = await open(current, tell, question);
        const { runId, messageId } = await stream.opened;
        tell({ type: 'question-stored', clientMessageId, runId, messageId: messageId ?? runId });
        await follow(current, tell, stream, runId);
      } catch (error) {
        tell({ type: 'question-failed', clientMessageId, failure: toChatFailure(error, clock) });
      }
    });

  const resume = (answer: ChatAnswer): Promise<void> =>
    take(async (current, tell) => {
      tell({ type: 'resumed', runId: answer.runId });
      await follow(current, tell, client.runs.events(answer.runId, { signal: current.controller.signal }), answer.runId);
    });

  /** The run's events are gone but its message is stored: shows that. */
  const reload = async (tell: (event: ChatEvent) => void, runId: string): Promise<boolean> => {
    try {
      const messages = state.conversationId === null ? [] : await readHistory(client, state.conversationId);
      const stored = messages.find((message) => message.role === 'assistant' && message.runId === runId);
      if (stored?.role !== 'assistant' || stored.status === 'streaming') return false;
      tell({ type: 'answer-found', message: stored });
      return true;
    } catch {
      return false; // the caller shows the answer as interrupted, with its retry
    }
  };

  const load = async (conversationId: string): Promise<void> => {
    await take(async (_current, tell) => {
      tell({ type: 'restore-started', conversationId });
      try {
        tell({ type: 'restored', messages: await readHistory(client, conversationId) });
      } catch (error) {
        if (isGone(error)) storage.removeItem(storageKey);
        tell({ type: 'restore-failed', failure: isGone(error) ? null : toChatFailure(error, clock) });
      }
    });
    await reading;
  };

  /** Reads what others have asked, once this chat reads nothing else. */
  const readOpenAnswer = (): void => {
    const answer = state.status === 'idle' && turn === null ? findOpenAnswer(state.items) : undefined;
    if (answer !== undefined) reading = resume(answer);
  };

  const restore = async (): Promise<void> => {
    wasOpened = true;
    const isEmpty = (): boolean => state.status === 'idle' && state.items.length === 0;
    if (!isEmpty()) return;
    const conversationId = storage.getItem(storageKey) ?? (isIdentified ? await newestConversation(client) : null);
    if (conversationId !== null && isEmpty()) await load(conversationId);
  };

  const lastAnswer = (): ChatAnswer | undefined => {
    const last = state.items.at(-1);
    return last?.kind === 'answer' ? last : undefined;
  };

  const replaceLast = async (text?: string): Promise<void> => {
    const answer = lastAnswer();
    const question = state.items.findLast((item) => item.kind === 'question');
    if (state.status !== 'idle' || answer === undefined || question === undefined) return;
    await ask({ ...askAnew(question), text: text ?? question.text, replaces: answer.id });
  };

  /** Shows no conversation any more. What is being written goes on unless nobody will read it. */
  const depart = (keepsAnswer: boolean): void => {
    if (keepsAnswer) turn?.controller.abort();
    else leave(turn);
    turn = null;
    storage.removeItem(storageKey);
    dispatch({ type: 'left' });
  };

  const reset = (): void => {
    if (state.status === 'closed') return;
    depart(true);
    inStep.end();
    client.identify(null);
    isIdentified = false;
    dispatch({ type: 'visitor-read', visitor: null });
  };

  const inStep = stayInStep({
    client,
    clock,
    getState: () => state,
    dispatch,
    reading: () => turn?.runId ?? null,
    isRating: (messageId) => rating.has(messageId),
    newestMessages: (conversationId) => readNewest(client, conversationId, state.items),
    isGone,
    readOpenAnswer,
    leaveConversation: () => depart(true),
  });

  const endListening = [
    listen('online', () => dispatch({ type: 'network', online: true })),
    listen('offline', () => dispatch({ type: 'network', online: false })),
    listen('storage', (event) => {
      const { key, newValue } = event as StorageEvent;
      if (wasOpened && options.storage === undefined && key === storageKey && newValue !== null) void restore();
    }),
  ];

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    restore,
    async send(text) {
      const question = text.trim();
      if (question === '' || state.status !== 'idle') return;
      const last = state.items.at(-1);
      const again = last?.kind === 'question' && last.state === 'failed' && last.text === question;
      const attachments = state.attachments.flatMap(({ attachment }) => attachment ?? []);
      await ask(again ? last : { clientMessageId: crypto.randomUUID(), text: question, attachments, replaces: null });
    },
    regenerate: () => replaceLast(),
    async edit(text) {
      const question = text.trim();
      if (question !== '') await replaceLast(question);
    },
    async stop() {
      const current = turn;
      if (current === null || state.status === 'idle' || state.status === 'loading') return;
      current.stopping = true;
      const timer = clock.setTimeout(() => current.controller.abort(), stopGrace);
      try {
        await current.stream?.stop();
      } catch {
        current.controller.abort(); // unread, the answer ends on the server by itself
      }
      if (current.stream !== null) void ended(current.stream).then(() => clock.clearTimeout(timer));
    },
    async retry() {
      if (state.status !== 'idle') return;
      const plan = planRetry(state);
      if (plan.kind === 'restore') await restore();
      if (plan.kind === 'resume') await resume(plan.answer);
      if (plan.kind === 'ask') await ask(plan.question);
    },
    async rate(messageId, feedback) {
      const item = state.items.find(({ id }) => id === messageId);
      if (item?.kind !== 'answer') return;
      dispatch({ type: 'rated', messageId, feedback });
      const attempt = (rating.get(messageId) ?? 0) + 1;
      rating.set(messageId, attempt);
      try {
        await client.messages.rate(messageId, feedback);
      } catch {
        dispatch({ type: 'rated', messageId, feedback: item.feedback }); // the mark going back is the message
      } finally {
        if (rating.get(messageId) === attempt) rating.delete(messageId);
      }
    },
    setDraft: (text) => dispatch({ type: 'drafted', text }),
    startNew() {
      if (state.status !== 'closed') depart(false);
    },
    async openConversation(conversationId) {
      if (state.status === 'closed' || state.conversationId === conversationId) return;
      depart(true);
      storage.setItem(storageKey, conversationId);
      await load(conversationId);
    },
    async identify(identityToken) {
      if (state.status === 'closed') return;
      const wasUsed = state.conversationId !== null || state.items.length > 0;
      inStep.end();
      client.identify(identityToken);
      isIdentified = true;
      depart(true);
      dispatch({ type: 'visitor-read', visitor: null });
      if (wasUsed) await restore();
    },
    reset,
    ...lazyVisitorVerbs({
      client,
      clock,
      getState: () => state,
      dispatch,
      reset,
      async openedConversation() {
        if (state.conversationId !== null) return state.conversationId;
        const { id } = await client.conversations.create();
        dispatch({ type: 'conversation-opened', conversationId: id });
        storage.setItem(storageKey, id);
        return id;
      },
      leaveConversation: () => depart(true),
    }),
    close() {
      const current = turn;
      turn = null;
      current?.controller.abort();
      inStep.end();
      for (const end of endListening) end();
      dispatch({ type: 'closed' });
      listeners.clear();
    },
  };
}

const interrupted: ChatFailure = { code: 'ANSWER_INTERRUPTED', retryable: true };

function toQuestion({ clientMessageId, text, attachments, replaces }: AskedQuestion, options: ChatSessionOptions): Question {
  const page = options.page?.();
  const tools = options.tools?.() ?? [];
  return {
    clientMessageId,
    text,
    ...(replaces === null ? {} : { replaces }),
    ...(attachments.length === 0 ? {} : { attachments: attachments.map(({ id }) => id) }),
    ...(page === undefined ? {} : { page }),
    ...(tools.length === 0 ? {} : { tools: [...tools] }),
  };
}

function isGone(error: unknown): boolean {
  return AskwellError.isInstance(error) && error.code === 'NOT_FOUND';
}

/** Nobody wants the rest of this answer, so it need not be written. */
function leave(turn: Turn | null): void {
  const abort = (): void => turn?.controller.abort();
  if (turn?.stream === null || turn?.stream === undefined) abort();
  else void turn.stream.stop().then(abort, abort);
}

async function ended(stream: AnswerStream): Promise<void> {
  // how it ended is told by whoever follows the stream
  await stream.final().catch(() => undefined);
}

function notify(listener: (state: ChatState) => void, state: ChatState): void {
  try {
    listener(state);
  } catch (error) {
    // a subscriber's mistake must not end the answer; the page still hears of it
    if (typeof globalThis.reportError === 'function') globalThis.reportError(error);
  }
}

function listen(name: string, listener: (event: Event) => void): () => void {
  if (typeof globalThis.addEventListener !== 'function') return () => undefined;
  globalThis.addEventListener(name, listener);
  return () => globalThis.removeEventListener(name, listener);
}
