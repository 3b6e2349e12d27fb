import { createChatSession, initialChatState, type ChatSession, type ChatState } from '@askwell/sdk/chat';
import type { ReactiveControllerHost } from 'lit';
import { AskwellErrorEvent } from '../events/error-event.js';
import { AskwellMessageEvent } from '../events/message-event.js';
import { findNews, type SeenItems } from './transcript-news.js';

const stateBefore = initialChatState(true);

/** Owns the chat session: makes it when the visitor first acts, renders its changes at most once a frame, ends it. */
export class ChatController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #session: ChatSession | null = null;
  #unsubscribe: (() => void) | null = null;
  #frame = 0;
  #seen: SeenItems = new Map();
  #quiet = true;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
  }

  get state(): ChatState {
    return this.#session?.getState() ?? stateBefore;
  }

  get session(): ChatSession | null {
    return this.#session;
  }

  get busy(): boolean {
    return isBusy(this.state);
  }

  /** Makes the session and brings a former conversation back; null where the page's settings cannot work. */
  start(baseUrl: string, key: string): ChatSession | null {
    if (this.#session) return this.#session;
    try {
      this.#session = createChatSession({ baseUrl, key });
    } catch (error) {
      console.error('[askwell] the chat cannot start:', error instanceof Error ? error.message : error);
      return null;
    }
    const session = this.#session;
    this.#quiet = true;
    this.#unsubscribe = session.subscribe(() => this.#schedule());
    void session.restore();
    this.#quiet = session.getState().status === 'loading';
    return session;
  }

  /** Resolves once the session takes a question; at once unless a former conversation is being fetched. */
  ready(): Promise<void> {
    const session = this.#session;
    if (session?.getState().status !== 'loading') return Promise.resolve();
    return new Promise((resolve) => {
      const unsubscribe = session.subscribe(({ status }) => {
        if (status === 'loading') return;
        unsubscribe();
        resolve();
      });
    });
  }

  end(): void {
    this.#unsubscribe?.();
    this.#session?.close();
    this.#session = null;
    this.#unsubscribe = null;
    this.#seen = new Map();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  #schedule(): void {
    this.#tell();
    if (this.#frame) return;
    // A hidden page gets no frames, and its transcript must be whole when it is shown again.
    if (document.hidden) {
      this.#host.requestUpdate();
      return;
    }
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#host.requestUpdate();
    });
  }

  #tell(): void {
    const news = findNews(this.#seen, this.state);
    this.#seen = news.seen;
    // What comes with a former conversation is no news to the page.
    if (this.#quiet) {
      this.#quiet = this.state.status === 'loading';
      return;
    }
    for (const message of news.messages) this.#host.dispatchEvent(new AskwellMessageEvent(message));
    for (const failure of news.failures) this.#host.dispatchEvent(new AskwellErrorEvent(failure));
  }
}

export function isBusy(state: ChatState): boolean {
  return state.status === 'sending' || state.status === 'streaming' || state.status === 'resuming';
}
