import type { ResolvedWidgetConfig } from '@askwell/contract';
import { createClient } from '@askwell/sdk';
import { resolveStrings, resolveWidgetConfig, type ResolvedStrings } from '@askwell/sdk/dom';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Fetches the assistant's look and words once; a failed fetch is tried again at the next call. */
export class ConfigController implements ReactiveController {
  config: ResolvedWidgetConfig = resolveWidgetConfig({});
  loaded = false;
  strings: ResolvedStrings = resolveStrings({ strings: {} });
  readonly #host: ReactiveControllerHost;
  #loading: Promise<void> | null = null;
  #abort = new AbortController();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    if (this.#abort.signal.aborted) this.#abort = new AbortController();
  }

  hostDisconnected(): void {
    this.#abort.abort();
  }

  /** Resolves when the config is applied or could not be had; never rejects. */
  load(baseUrl: string, key: string): Promise<void> {
    this.#loading ??= this.#fetch(baseUrl, key).catch((error: unknown) => {
      this.#loading = null;
      if (!this.#abort.signal.aborted) console.warn('[askwell] the chat runs with its built-in look and words:', reason(error));
    });
    return this.#loading;
  }

  async #fetch(baseUrl: string, key: string): Promise<void> {
    const config = await createClient({ baseUrl, key }).widgetConfig({ signal: this.#abort.signal });
    this.config = resolveWidgetConfig(config);
    this.loaded = true;
    this.strings = resolveStrings(this.config);
    this.#host.requestUpdate();
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
