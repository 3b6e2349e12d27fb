import type { AnswerSource, Citation } from '@askwell/contract';
import type { ChatState } from '@askwell/sdk/chat';
import { placeCard } from '@askwell/sdk/dom';
import type { CitationReach } from '@askwell/sdk/rich-text';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export interface OpenCitation {
  citation: Citation;
  source: AnswerSource | undefined;
  anchor: HTMLElement;
  /** Opened by a press: stays when the pointer leaves. */
  pinned: boolean;
}

const openDelay = 120;
const closeDelay = 220;

/** Opens the card of the citation mark that the visitor hovers, focuses or presses, and closes it again. */
export class CitationController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #state: () => ChatState;
  #open: OpenCitation | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #muted = false;

  constructor(host: ReactiveControllerHost & HTMLElement, state: () => ChatState) {
    this.#host = host;
    this.#state = state;
    host.addController(this);
  }

  get open(): OpenCitation | null {
    return this.#open;
  }

  reach(answerId: string, number: number, anchor: HTMLElement, how: CitationReach): void {
    if (this.#muted) return;
    const pressedAgain = how === 'click' && this.#open?.pinned === true && this.#open.anchor === anchor;
    if (pressedAgain) return this.close();
    clearTimeout(this.#timer);
    if (how === 'hover' && !this.#open) this.#timer = setTimeout(() => this.#show(answerId, number, anchor, false), openDelay);
    else if (how !== 'hover' || this.#open?.pinned !== true) this.#show(answerId, number, anchor, how === 'click');
  }

  readonly leave = (): void => {
    clearTimeout(this.#timer);
    if (this.#open && !this.#open.pinned) this.#timer = setTimeout(() => this.close(), closeDelay);
  };

  /** The pointer has reached the card itself. */
  readonly stay = (): void => clearTimeout(this.#timer);

  readonly close = (): void => {
    clearTimeout(this.#timer);
    if (!this.#open) return;
    this.#open.anchor.removeAttribute('aria-expanded');
    this.#open = null;
    this.#host.requestUpdate();
  };

  /** Closes and puts the focus back on the mark; false where nothing was open. */
  dismiss(): boolean {
    const anchor = this.#open?.anchor;
    this.close();
    this.#focus(anchor);
    return anchor !== undefined;
  }

  /** Tab leaves the card for the place in the text where its mark stands. */
  readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Tab') return;
    if (event.shiftKey) event.preventDefault();
    this.dismiss();
  };

  readonly onFocusOut = (event: FocusEvent): void => {
    const card = event.currentTarget;
    if (card instanceof HTMLElement && event.relatedTarget instanceof Node && card.contains(event.relatedTarget)) return;
    if (event.relatedTarget) this.close();
  };

  hostUpdated(): void {
    this.place();
  }

  readonly place = (): void => {
    const card = this.#host.shadowRoot?.querySelector<HTMLElement>('.card');
    if (!card || !this.#open) return;
    if (!this.#open.anchor.isConnected || !placeCard(card, this.#open.anchor)) this.close();
  };

  hostConnected(): void {
    document.addEventListener('pointerdown', this.#onPointerDown);
  }

  hostDisconnected(): void {
    document.removeEventListener('pointerdown', this.#onPointerDown);
    clearTimeout(this.#timer);
    this.#open = null;
  }

  #show(answerId: string, number: number, anchor: HTMLElement, pinned: boolean): void {
    const answer = this.#state().items.find((item) => item.kind === 'answer' && item.id === answerId);
    if (answer?.kind !== 'answer') return;
    const citation = answer.citations.find((candidate) => candidate.number === number);
    if (!citation) return;
    const source = answer.sources.find((candidate) => candidate.id === citation.sourceId);
    this.#open?.anchor.removeAttribute('aria-expanded');
    anchor.setAttribute('aria-expanded', 'true');
    this.#open = { citation, source, anchor, pinned };
    this.#host.requestUpdate();
    if (pinned) void this.#host.updateComplete.then(() => this.#focusCard());
  }

  #focusCard(): void {
    const card = this.#host.shadowRoot?.querySelector<HTMLElement>('.card');
    (card?.querySelector('a') ?? card)?.focus({ preventScroll: true });
  }

  #focus(anchor: HTMLElement | undefined): void {
    this.#muted = true;
    anchor?.focus({ preventScroll: true });
    this.#muted = false;
  }

  readonly #onPointerDown = (event: PointerEvent): void => {
    if (!this.#open) return;
    const path = event.composedPath();
    const card = this.#host.shadowRoot?.querySelector('.card');
    if (path.includes(this.#open.anchor) || (card && path.includes(card))) return;
    this.close();
  };
}
