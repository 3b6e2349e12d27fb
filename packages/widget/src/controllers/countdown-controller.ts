import type { ChatState } from '@askwell/sdk/chat';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Renders once a second while a rate limit is counted down. */
export class CountdownController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  follow({ items, failure }: ChatState): void {
    clearTimeout(this.#timer);
    const now = Date.now();
    const waits = [failure, items.at(-1)?.failure, items.at(-2)?.failure].some((one) => (one?.retryAt ?? 0) > now);
    if (waits) this.#timer = setTimeout(() => this.#host.requestUpdate(), 1000);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }
}
