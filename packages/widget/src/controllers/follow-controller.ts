import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { afterGrowth, afterScroll, atStart, type FollowState, type ScrollMetrics } from './follow-scroll.js';

/** Keeps the transcript at its end while the reader is there, and says when text has come below. */
export class FollowController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #state: FollowState = atStart;
  #scroller: HTMLElement | null = null;
  #observer: ResizeObserver | null = null;
  #height = 0;
  #conversing = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  get unseen(): boolean {
    return this.#state.unseen;
  }

  /** Takes the scrolling element of the present render; what is shown before the first message starts at its top. */
  watch(scroller: HTMLElement | null, conversing: boolean): void {
    this.#conversing = conversing;
    if (scroller === this.#scroller) return;
    this.hostDisconnected();
    this.#scroller = scroller;
    const content = scroller?.firstElementChild;
    if (!scroller || !content) return;
    scroller.addEventListener('scroll', this.#onScroll, { passive: true });
    this.#observer = new ResizeObserver(() => this.#onResize());
    this.#observer.observe(scroller);
    this.#observer.observe(content);
  }

  toEnd(smooth = false): void {
    this.#set({ ...this.#state, following: true, unseen: false });
    this.#scroller?.scrollTo({ top: this.#scroller.scrollHeight, behavior: smooth && !reducedMotion() ? 'smooth' : 'instant' });
  }

  hostDisconnected(): void {
    this.#scroller?.removeEventListener('scroll', this.#onScroll);
    this.#observer?.disconnect();
    this.#scroller = null;
  }

  readonly #onScroll = (): void => {
    const metrics = this.#measure();
    if (metrics) this.#set(afterScroll(this.#state, metrics));
  };

  #onResize(): void {
    const metrics = this.#measure();
    if (!metrics) return;
    const grown = metrics.content > this.#height;
    this.#height = metrics.content;
    if (!this.#conversing) return;
    if (this.#state.following) this.#scroller?.scrollTo({ top: metrics.content, behavior: 'instant' });
    else if (grown) this.#set(afterGrowth(this.#state, metrics));
  }

  #measure(): ScrollMetrics | null {
    const element = this.#scroller;
    return element && { top: element.scrollTop, height: element.clientHeight, content: element.scrollHeight };
  }

  #set(state: FollowState): void {
    const changed = state.unseen !== this.#state.unseen;
    this.#state = state;
    if (changed) this.#host.requestUpdate();
  }
}

export function reducedMotion(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
