import type { ResolvedWidgetConfig, WidgetStrings } from '@askwell/contract';
import { createClient } from '@askwell/sdk';
import {
  currentLocale,
  loadTexts,
  resolveStrings,
  resolveWidgetConfig,
  type Locale,
  type ResolvedStrings,
} from '@askwell/sdk/dom';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Fetches the assistant's look and words once; a failed fetch is tried again at the next call. */
export class ConfigController implements ReactiveController {
  config: ResolvedWidgetConfig = resolveWidgetConfig({});
  loaded = false;
  /** The language of the texts. */
  locale: Locale = 'en';
  strings: ResolvedStrings = resolveStrings({ strings: {} });
  readonly #host: ReactiveControllerHost;
  #loading: Promise<void> | null = null;
  #texts: WidgetStrings = {};
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
    this.locale = currentLocale(config.locale);
    // English opens at once, with the texts that it has.
    if (this.locale === 'en' && config.consent !== 'required') this.strings = resolveStrings(config, { texts: this.#texts });
    else await this.complete();
    this.loaded = true;
    this.#host.requestUpdate();
  }

  /** Fetches the texts that a chat does not open with. */
  async complete(): Promise<void> {
    this.#texts = await loadTexts(this.locale);
    this.strings = resolveStrings(this.config, { locale: this.locale, texts: this.#texts });
    this.#host.requestUpdate();
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
