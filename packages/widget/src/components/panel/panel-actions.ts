import type { ResolvedWidgetConfig } from '@askwell/contract';
import type { ChatAnswer, ChatSession } from '@askwell/sdk/chat';
import { copyText, PanelModel, withoutMarks, type CitationCards } from '@askwell/sdk/dom';
import type { ReactiveControllerHost } from 'lit';
import type { ChatController } from '../../controllers/chat-controller.js';
import type { FollowController } from '../../controllers/follow-controller.js';
import { VoiceController } from '../../controllers/voice-controller.js';
import { AskwellHandoffEvent } from '../../events/handoff-event.js';
import type { ChatView } from '../chat/chat-view.js';
import { canSend, isSendKey } from '../composer/composer.js';

export interface PanelActionsOptions {
  host: ReactiveControllerHost & HTMLElement;
  chat: ChatController;
  follow: FollowController;
  citations: CitationCards;
  config: () => ResolvedWidgetConfig;
  locale: () => string;
  start(): ChatSession | null;
}

export type PanelHandlers = Pick<ChatView, Extract<keyof ChatView, `on${string}`>>;

const copiedFor = 2000;

/** What the panel's controls do, and the little state that belongs to them alone. */
export class PanelActions {
  menuOpen = false;
  copiedId = '';
  readonly model: PanelModel;
  readonly voice: VoiceController;
  readonly #options: PanelActionsOptions;
  #copiedTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: PanelActionsOptions) {
    this.#options = options;
    const { host, follow, citations, config } = options;
    this.model = new PanelModel({
      session: () => options.start(),
      config,
      onChange: () => host.requestUpdate(),
      onAsked: () => {
        citations.close();
        follow.toEnd();
      },
      onHandoff: () => host.dispatchEvent(new AskwellHandoffEvent({ conversationId: options.chat.state.conversationId })),
    });
    this.voice = new VoiceController(host, { language: options.locale, setDraft: (text) => options.start()?.setDraft(text) });
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
      this.model.startNew();
      this.focusInput();
    },
    onConversations: () => {
      this.setMenu(false);
      this.#options.citations.close();
      this.#options.start();
      this.model.showConversations(true);
    },
    onConversationsClose: (next) => {
      if (next === 'new') this.model.startNew();
      this.model.showConversations(false);
      if (next === 'back') this.#find('#menu-button')?.focus();
      else this.focusInput();
    },
    onSound: () => {
      this.setMenu(false);
      this.#options.chat.toggleSound();
      this.#find('#menu-button')?.focus();
    },
    onPerson: () => {
      this.setMenu(false);
      this.focusInput();
      void this.model.requestPerson().then(() => this.#options.follow.toEnd());
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
      if (event.key === 'Escape' && this.model.editing) {
        event.preventDefault();
        this.model.stopEditing();
      }
      if (event.key === 'ArrowUp' && this.#options.chat.state.draft === '' && this.#editLast()) event.preventDefault();
      if (!isSendKey(event)) return;
      event.preventDefault();
      void this.ask(this.#options.chat.state.draft);
    },
    onVoice: () => {
      this.#options.start();
      this.focusInput();
      this.voice.toggle(this.#options.chat.state.draft);
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
    onRate: (answer, rating) => this.model.rate(answer, rating),
    onRegenerate: () => {
      this.focusInput();
      this.model.regenerate();
    },
    onEdit: (question) => {
      this.model.edit(question.text);
      this.focusInput();
    },
    onEditCancel: () => {
      this.model.stopEditing();
      this.focusInput();
    },
  };

  async ask(text: string): Promise<void> {
    this.voice.stop();
    if (!this.#options.start() || !canSend(text) || this.#options.chat.busy) return;
    if (this.#options.chat.state.attachments.some((file) => file.state === 'uploading')) return;
    await this.#options.chat.ready();
    await this.model.submit(text);
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
    if (open) void this.#options.host.updateComplete.then(() => this.#menuItems()[0]?.focus());
  }

  /** Closes what is open inside the panel, the uppermost first; false where nothing is. */
  escape(): boolean {
    if (this.menuOpen) {
      this.setMenu(false);
      this.#find('#menu-button')?.focus();
      return true;
    }
    if (this.model.overlay) {
      this.handlers.onConversationsClose('back');
      return true;
    }
    return false;
  }

  end(): void {
    clearTimeout(this.#copiedTimer);
    this.voice.stop();
    this.menuOpen = false;
  }

  #editLast(): boolean {
    const { items, status } = this.#options.chat.state;
    const question = items.findLast((item) => item.kind === 'question');
    if (
      !this.#options.config().features.edit ||
      status !== 'idle' ||
      question?.kind !== 'question' ||
      items.at(-1)?.kind !== 'answer'
    )
      return false;
    this.model.edit(question.text);
    return true;
  }

  #menuItems(): HTMLElement[] {
    return Array.from(this.#options.host.shadowRoot?.querySelectorAll<HTMLElement>('.menu-item:not(:disabled)') ?? []);
  }

  #onMenuKey(event: KeyboardEvent): void {
    const by = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    if (!this.menuOpen) return this.setMenu(true);
    const items = this.#menuItems();
    const at = items.indexOf(this.#options.host.shadowRoot?.activeElement as HTMLElement);
    items[Math.min(items.length - 1, Math.max(0, at + by))]?.focus();
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
