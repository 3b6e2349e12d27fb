import type { ReactiveControllerHost } from 'lit';
import { AskwellCloseEvent } from '../events/close-event.js';
import { AskwellOpenEvent } from '../events/open-event.js';
import type { LauncherState } from '../components/launcher/create-launcher.js';
import { painted, pause, wait } from '../scheduling/pause.js';

export interface PanelControllerOptions {
  host: ReactiveControllerHost & HTMLElement & { open: boolean };
  loadConfig(): Promise<void>;
  applyTheme(): void;
  /** From here on the chat may fetch, store and restore: the visitor has acted. */
  start(): void;
  focusInput(): void;
  /** Closes what is open inside the panel. */
  tidy(): void;
  setLauncher(state: LauncherState): void;
  focusLauncher(): void;
}

/** Longest wait for the assistant's theme before the panel shows with the built-in one. */
const themePatience = 300;

/**
 * Opens and closes the panel. Its parts are rendered one after the other, each in a task of its own and painted before the
 * next: all at once they held the page of a slow phone for 200 ms.
 */
export class PanelController {
  /** How much is rendered: 0 nothing, 1 the frame with its header, 2 the transcript too, 3 everything. */
  stage = 0;
  /** The panel is on the screen; a bubble's may be rendered and hidden. */
  shown = false;
  readonly #options: PanelControllerOptions;
  #opened = false;
  #turn = 0;

  constructor(options: PanelControllerOptions) {
    this.#options = options;
  }

  /** Follows the host's `open`. */
  follow(open: boolean): void {
    if (open === this.#opened) return;
    this.#opened = open;
    if (open) void this.#reveal();
    else this.#conceal();
  }

  /** Shows a chat that stands in the page. */
  async stand(): Promise<void> {
    const turn = ++this.#turn;
    await this.#themed();
    await this.#build(turn);
  }

  /** The element has left the page. */
  end(): void {
    this.#turn += 1;
    this.#opened = false;
    this.shown = false;
  }

  async #reveal(): Promise<void> {
    const { host, start, setLauncher, focusInput } = this.#options;
    const turn = ++this.#turn;
    setLauncher('busy');
    await this.#themed();
    if (!this.#holds(turn)) return;
    start();
    await pause();
    this.shown = this.#holds(turn);
    await this.#build(turn);
    if (!this.#holds(turn)) return;
    setLauncher('open');
    focusInput();
    host.dispatchEvent(new AskwellOpenEvent());
  }

  async #themed(): Promise<void> {
    const { loadConfig, applyTheme } = this.#options;
    await Promise.race([loadConfig(), wait(themePatience)]);
    await pause();
    applyTheme();
    await pause();
  }

  async #build(turn: number): Promise<void> {
    const { host } = this.#options;
    do {
      if (!this.#holds(turn)) return;
      if (this.stage < 3) this.stage += 1;
      host.requestUpdate();
      await host.updateComplete;
      await painted();
    } while (this.stage < 3);
  }

  /** Nothing has come between: the panel was not closed, nor its element taken away. */
  #holds(turn: number): boolean {
    return turn === this.#turn && this.#options.host.isConnected;
  }

  #conceal(): void {
    const { host, tidy, setLauncher, focusLauncher } = this.#options;
    this.#turn += 1;
    const hadFocus = host.shadowRoot?.activeElement !== null;
    const wasShown = this.shown;
    this.shown = false;
    tidy();
    setLauncher('closed');
    if (hadFocus) focusLauncher();
    if (wasShown) host.dispatchEvent(new AskwellCloseEvent());
  }
}
