import { createConsentStore, type ConsentStore } from '@askwell/sdk/dom';
import type { ReactiveControllerHost } from 'lit';

export interface ConsentControllerOptions {
  host: ReactiveControllerHost;
  required(): boolean;
  /** Names the chat in storage. */
  scope(): string;
  onGiven(): void;
}

/** Whether the visitor has agreed, where the chat may store and send nothing before that. */
export class ConsentController {
  readonly #options: ConsentControllerOptions;
  #store: ConsentStore | null = null;

  constructor(options: ConsentControllerOptions) {
    this.#options = options;
  }

  /** Nothing may be stored or sent yet. Storage is looked at only where consent is asked for. */
  get missing(): boolean {
    return this.#options.required() && !this.#kept.read();
  }

  give(given: boolean): void {
    this.#kept.write(given);
    if (given) this.#options.onGiven();
    this.#options.host.requestUpdate();
  }

  get #kept(): ConsentStore {
    return (this.#store ??= createConsentStore(this.#options.scope()));
  }
}
