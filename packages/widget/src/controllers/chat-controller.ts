import type { limits, PageContext, ResolvedWidgetConfig } from '@askwell/contract';
import { createChatSession, initialChatState, type ChatSession, type ChatState } from '@askwell/sdk/chat';
import { findNews, type SeenItems } from '@askwell/sdk/dom';
import type { ReactiveControllerHost } from 'lit';
import { AskwellErrorEvent } from '../events/error-event.js';
import { AskwellMessageEvent } from '../events/message-event.js';
import { PageTools } from './page-tools.js';

const stateBefore = initialChatState(true);

/** The contract's value, checked by its type: only types of it may be in a page's bundle. */
const selectedCharacters: (typeof limits)['selectedTextCharacters'] = 4_000;

/** Owns the chat session: makes it when the visitor first acts, renders its changes at most once a frame, ends it. */
export class ChatController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #session: ChatSession | null = null;
  #identityToken: string | undefined;
  #unsubscribe: (() => void) | null = null;
  #frame = 0;
  /** When the last frame was rendered. */
  #drawn = 0;
  #seen: SeenItems = new Map();
  #quiet = true;
  /** The page's functions that the model may call. */
  readonly tools = new PageTools();
  /** Answers that ended while nobody could see them. */
  unread = 0;
  /** What decides about unread answers, sound and page context; the element's. */
  attention: Attention = { visible: () => true, features: () => null };

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

  get soundOn(): boolean {
    return readSound();
  }

  toggleSound(): void {
    writeSound(!readSound());
    this.#host.requestUpdate();
  }

  /** The visitor sees the conversation: nothing in it is unread. */
  seen(): void {
    if (this.unread === 0) return;
    this.unread = 0;
    this.#host.requestUpdate();
    void this.#session?.markRead();
  }

  /** Makes the session and brings a former conversation back; null where the page's settings cannot work. */
  start(baseUrl: string, key: string): ChatSession | null {
    if (this.#session) return this.#session;
    try {
      this.#session = createChatSession({
        baseUrl,
        key,
        page: () => (this.attention.features()?.pageContext ? readPage() : undefined),
        tools: () => (this.attention.features()?.pageTools ? this.tools.list() : []),
        ...(this.#identityToken === undefined ? {} : { getIdentityToken: () => Promise.resolve(this.#identityToken) }),
      });
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

  /** Who the visitor is, now or once there is a session. */
  identify(identityToken: string): void {
    this.#identityToken = identityToken;
    void this.#session?.identify(identityToken);
  }

  forget(baseUrl: string, key: string): void {
    this.#identityToken = undefined;
    this.start(baseUrl, key)?.reset();
  }

  async clearData(baseUrl: string, key: string): Promise<boolean> {
    return (await this.start(baseUrl, key)?.clearData()) ?? false;
  }

  end(): void {
    this.#unsubscribe?.();
    this.#session?.close();
    this.#session = null;
    this.#unsubscribe = null;
    this.#seen = new Map();
    this.unread = 0;
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
    const draw = (now: number): void => {
      if (this.state.status === 'streaming' && now - this.#drawn < drawEvery) {
        this.#frame = requestAnimationFrame(draw);
        return;
      }
      this.#frame = 0;
      this.#drawn = now;
      this.#host.requestUpdate();
    };
    this.#frame = requestAnimationFrame(draw);
  }

  #tell(): void {
    const news = findNews(this.#seen, this.state);
    this.#seen = news.seen;
    // What comes with a former conversation is no news to the page.
    if (this.#quiet) {
      this.#quiet = this.state.status === 'loading';
      return;
    }
    this.#count(news.messages.filter(({ role }) => role === 'assistant').length);
    for (const message of news.messages) this.#host.dispatchEvent(new AskwellMessageEvent(message));
    for (const failure of news.failures) this.#host.dispatchEvent(new AskwellErrorEvent(failure));
  }

  #count(answers: number): void {
    const features = this.attention.features();
    if (answers === 0 || this.attention.visible() || !features?.unread) return;
    this.unread += answers;
    // Without the chunk the badge says it alone.
    if (features.sound && readSound())
      import('@askwell/sdk/views/play-sound').then(
        ({ playSound }) => playSound(),
        () => undefined,
      );
  }
}

/** Milliseconds between two renders of a growing answer: every second frame, since nobody reads faster. */
const drawEvery = 30;

export interface Attention {
  /** The conversation is on the screen. */
  visible(): boolean;
  features(): ResolvedWidgetConfig['features'] | null;
}

const soundKey = 'askwell:sound';

/** On unless the visitor turned it off; storage that is blocked keeps the default. */
function readSound(): boolean {
  try {
    return localStorage.getItem(soundKey) !== 'off';
  } catch {
    return true;
  }
}

function writeSound(on: boolean): void {
  try {
    if (on) localStorage.removeItem(soundKey);
    else localStorage.setItem(soundKey, 'off');
  } catch {
    // The choice then lasts as long as the default: storage is blocked.
  }
}

function readPage(): PageContext {
  const selectedText = getSelection()?.toString().trim().slice(0, selectedCharacters) ?? '';
  return { title: document.title, url: location.href, ...(selectedText === '' ? {} : { selectedText }) };
}

export function isBusy(state: ChatState): boolean {
  return state.status === 'sending' || state.status === 'streaming' || state.status === 'resuming';
}
