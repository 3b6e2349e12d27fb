import type { ReactiveControllerHost } from 'lit';

export interface VoiceControllerOptions {
  language: () => string;
  setDraft: (text: string) => void;
}

/** Takes words from the microphone into the draft, where the browser can. */
export class VoiceController {
  /** Null where the browser has no recognition, or refused it. */
  listening: boolean | null = 'SpeechRecognition' in globalThis || 'webkitSpeechRecognition' in globalThis ? false : null;
  readonly #host: ReactiveControllerHost;
  readonly #options: VoiceControllerOptions;
  #end: (() => void) | null = null;

  constructor(host: ReactiveControllerHost, options: VoiceControllerOptions) {
    this.#host = host;
    this.#options = options;
  }

  toggle(draft: string): void {
    if (this.listening) this.stop();
    else void this.#listen(draft);
  }

  stop(): void {
    this.#end?.();
    this.#end = null;
  }

  async #listen(draft: string): Promise<void> {
    this.#set(true);
    try {
      const { listen } = await import('@askwell/sdk/views/voice-input');
      const before = draft.trim() === '' ? '' : `${draft.trimEnd()} `;
      this.#end = listen({
        language: this.#options.language(),
        onText: (text) => this.#options.setDraft(before + text),
        onEnd: (failed) => this.#set(failed ? null : false),
      });
    } catch {
      this.#set(false); // the chunk could not be fetched; the next press tries again
    }
  }

  #set(listening: boolean | null): void {
    this.listening = listening;
    this.#host.requestUpdate();
  }
}
