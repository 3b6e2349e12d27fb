import type { ChatAnswer, ChatSession } from '@askwell/sdk/chat';
import { copyText, withoutMarks } from '@askwell/sdk/dom';
import type { ReactiveControllerHost } from 'lit';
import type { ChatController } from '../../controllers/chat-controller.js';
import type { FollowController } from '../../controllers/follow-controller.js';
import type { ChatView } from '../chat/chat-view.js';
import type { CitationController } from '../citation-card/citation-controller.js';
import { canSend, isSendKey } from '../composer/composer.js';

export interface PanelActionsOptions {
  host: ReactiveControllerHost & HTMLElement;
  chat: ChatController;
  follow: FollowController;
  citations: CitationController;
  start(): ChatSession | null;
}

export type PanelHandlers = Pick<ChatView, Extract<keyof ChatView, `on${string}`>>;

const copiedFor = 2000;

/** What the panel's controls do, and the little state that belongs to them alone. */
export class PanelActions {
  menuOpen = false;
  copiedId = '';
  readonly #options: PanelActionsOptions;
  #copiedTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: PanelActionsOptions) {
    this.#options = options;
  }

  readonly handlers: PanelHandlers = {
    onMenuToggle: () => this.setMenu(!this.menuOpen),
    onMenuKey: (event) => this.#onMenuKey(event),
    onMenuFocusOut: (event) => {
      const anchor = event.currentTarget;
      const inside = anchor instanceof Node && event.relatedTarget instanceof Node && anchor.contains(event.relatedTarget);
      if (!inside) this.setMenu(false);
    },
    onNewConversation: () => {
      this.setMenu(false);
      this.#options.citations.close();
      this.#options.start()?.startNew();
      this.focusInput();
    },
    onClose: () => this.#options.host.toggleAttribute('open', false),
    onSubmit: (event) => {
      event.preventDefault();
      void this.ask(this.#options.chat.state.draft);
    },
    onStop: () => {
      this.focusInput();
      void this.#options.chat.session?.stop();
    },
    onDraft: (event) => {
      if (!(event.target instanceof HTMLTextAreaElement)) return;
      this.#options.start()?.setDraft(event.target.value);
      this.#options.host.requestUpdate();
    },
    onComposerKey: (event) => {
      if (!isSendKey(event)) return;
      event.preventDefault();
      void this.ask(this.#options.chat.state.draft);
    },
    onStarter: (text) => {
      this.focusInput();
      void this.ask(text);
    },
    onRetry: () => {
      this.#options.follow.toEnd();
      this.focusInput();
      void this.#options.start()?.retry();
    },
    onToEnd: () => {
      this.#options.follow.toEnd(true);
      this.focusInput();
    },
    onCopy: (answer) => void this.#copy(answer),
    onRate: (answer, rating) => void this.#options.chat.session?.rate(answer.id, { rating }),
  };

  async ask(text: string): Promise<void> {
    const session = this.#options.start();
    if (!session || !canSend(text) || this.#options.chat.busy) return;
    await this.#options.chat.ready();
    this.#options.citations.close();
    this.#options.follow.toEnd();
    await session.send(text);
  }

  /** Into the composer, unless that would raise a phone's keyboard over the conversation. */
  focusInput(): void {
    const root = this.#options.host.shadowRoot;
    const keyboard = !matchMedia('(pointer: coarse)').matches;
    root?.querySelector<HTMLElement>(keyboard ? '.input' : '.panel')?.focus({ preventScroll: true });
  }

  setMenu(open: boolean): void {
    if (open === this.menuOpen) return;
    this.menuOpen = open;
    this.#options.host.requestUpdate();
    if (open) void this.#options.host.updateComplete.then(() => this.#find('.menu-item')?.focus());
  }

  /** Closes what is open inside the panel; false where nothing is. */
  escape(): boolean {
    if (this.#options.citations.dismiss()) return true;
    if (!this.menuOpen) return false;
    this.setMenu(false);
    this.#find('#menu-button')?.focus();
    return true;
  }

  end(): void {
    clearTimeout(this.#copiedTimer);
    this.menuOpen = false;
  }

  #onMenuKey(event: KeyboardEvent): void {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    if (this.menuOpen) this.#find('.menu-item')?.focus();
    else this.setMenu(true);
  }

  async #copy(answer: ChatAnswer): Promise<void> {
    if (!(await copyText(withoutMarks(answer.text)))) return;
    this.copiedId = answer.id;
    this.#options.host.requestUpdate();
    clearTimeout(this.#copiedTimer);
    this.#copiedTimer = setTimeout(() => {
      this.copiedId = '';
      this.#options.host.requestUpdate();
    }, copiedFor);
  }

  #find(selector: string): HTMLElement | null {
    return this.#options.host.shadowRoot?.querySelector<HTMLElement>(selector) ?? null;
  }
}
