import type { FrameMessage, PageContext } from '@askwell/contract';
import type { ChatHost } from '../components/launcher/chat-host.js';
import type { Launcher } from '../components/launcher/create-launcher.js';
import { findLauncher } from '../components/launcher/find-launcher.js';
import { FullScreenController } from '../controllers/full-screen-controller.js';
import { PageTools, type PageToolDefinition } from '../controllers/page-tools.js';
import { FrameLink } from './frame-link.js';
import { frameStyles } from './frame.styles.js';

const selectedCharacters = 4_000;
/** On a server there is none, and the module is imported there too. */
const PageElement = globalThis.HTMLElement ?? (Object as unknown as typeof HTMLElement);

/**
 * The chat as a page in a frame, with the launcher, the commands and the events of `<askwell-chat>`: what the loader puts on the page for
 * `data-isolation="iframe"`. `mode` is as the element's; an `inline` frame is as high as what it shows, or as `--askwell-inline-height` says.
 *
 * @element askwell-frame
 *
 * @attr {string} publishable-key - The assistant's publishable key, `pk_…`.
 * @attr {string} api - Address of the Askwell server. Without it, the page's own origin.
 * @attr {'bubble' | 'popup' | 'inline' | 'page'} mode - As the element's.
 * @attr {boolean} open - The panel is shown.
 * @attr {'left' | 'right'} position - The corner of the launcher; the assistant's theme decides without it.
 * @attr {string} accent - `#rrggbb` of the launcher before the theme is here.
 * @attr {string} label - Name of the launcher instead of the configured one.
 * @attr {number} z-index - Stacking order of launcher and panel.
 *
 * @event askwell-open - The chat was opened.
 * @event askwell-close - The chat was closed.
 * @event {CustomEvent} askwell-message - A question was stored, or an answer has ended.
 * @event {CustomEvent} askwell-handoff - The visitor asked for a person.
 * @event {CustomEvent} askwell-error - Something failed that the visitor was told about.
 *
 * @csspart launcher - The round button.
 * @csspart panel - The window around the framed page.
 */
export class AskwellFrame extends PageElement implements ChatHost {
  static readonly observedAttributes = ['open', 'accent', 'label', 'z-index'];

  readonly #tools = new PageTools();
  readonly #calls = new Map<number, (ok: boolean) => void>();
  /** The part of a Lit element's life that the controller needs. */
  readonly #fullScreen = new FullScreenController(
    { addController() {}, removeController() {}, requestUpdate() {}, updateComplete: Promise.resolve(true) },
    () => this.#panel,
  );
  #launcher: Launcher | null = null;
  #panel: HTMLElement | null = null;
  /** The page behind a window in the middle. */
  #scrim: HTMLElement | null = null;
  #frame: HTMLIFrameElement | null = null;
  #link: FrameLink | null = null;
  #count = 0;
  #pageContext = false;

  get open(): boolean {
    return this.hasAttribute('open');
  }

  set open(open: boolean) {
    this.toggleAttribute('open', open);
  }

  connectedCallback(): void {
    if (this.#stands) {
      this.#mount();
      this.#cover(this.#mode === 'page');
      return;
    }
    this.#launcher ??= findLauncher(this) ?? null;
    if (!this.#launcher) void this.#paintLauncher();
    if (this.open) this.#reveal();
  }

  disconnectedCallback(): void {
    this.#fullScreen.hostDisconnected();
    // A frame that is moved loads anew, and says hello anew; one that stays away ends.
    queueMicrotask(() => {
      if (!this.isConnected) this.#end();
    });
  }

  attributeChangedCallback(name: string, former: string | null, value: string | null): void {
    if (name !== 'open') this.#launcher?.repaint();
    else if (this.isConnected && (former === null) !== (value === null)) {
      if (value === null) this.#conceal();
      else this.#reveal();
    }
  }

  show(): void {
    this.open = true;
  }

  hide(): void {
    this.open = false;
  }

  toggle(): void {
    this.open = !this.open;
  }

  async send(text: string): Promise<void> {
    this.show();
    await this.#call((id) => ({ type: 'send', id, text }));
  }

  identify(identityToken: string): void {
    this.#mount().post({ type: 'identify', token: identityToken });
  }

  registerTool(tool: PageToolDefinition): () => void {
    const remove = this.#tools.add(tool);
    const tell = (): void => this.#link?.post({ type: 'tools', tools: this.#tools.list() });
    tell();
    return () => {
      remove();
      tell();
    };
  }

  giveConsent(given: boolean): void {
    this.#mount().post({ type: 'consent', given });
  }

  reset(): void {
    this.#mount().post({ type: 'reset' });
  }

  clearData(): Promise<boolean> {
    return this.#call((id) => ({ type: 'clear-data', id }));
  }

  destroy(): void {
    this.remove();
    this.#end();
  }

  get #mode(): string | null {
    return this.getAttribute('mode');
  }

  /** The chat is part of the page: it needs no launcher, and is never closed. */
  get #stands(): boolean {
    return this.#mode === 'inline' || this.#mode === 'page';
  }

  /** For pages that write the element themselves: those with the script tag have a launcher already. */
  async #paintLauncher(): Promise<void> {
    const { createLauncher } = await import('../components/launcher/create-launcher.js');
    if (!this.isConnected || this.#launcher) return;
    this.#launcher = createLauncher(this, { onIntent: () => void this.#mount(), onActivate: () => this.toggle() });
    this.#launcher.setState(this.open ? 'open' : 'closed');
  }

  #cover(open: boolean): void {
    const isModal = this.#mode === 'popup';
    this.#fullScreen.want(open, isModal || this.#mode === 'page');
    if (!isModal) return;
    this.#panel?.setAttribute('role', 'dialog');
    this.#panel?.setAttribute('aria-modal', 'true');
    this.#panel?.setAttribute('aria-label', this.#frame?.title ?? '');
  }

  /** Loads the page, once. */
  #mount(): FrameLink {
    if (this.#link) return this.#link;
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(frameStyles);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    const api = new URL(
      `${this.getAttribute('api') ?? ''}/embed/${this.getAttribute('publishable-key') ?? ''}`,
      document.baseURI,
    );
    const frame = document.createElement('iframe');
    frame.title = this.getAttribute('label') ?? 'Chat';
    frame.allow = 'clipboard-write; microphone';
    // The frame checks its parent by the origin in the referrer where the browser has no ancestorOrigins.
    frame.referrerPolicy = 'origin';
    frame.src = api.href;
    this.#panel = document.createElement('div');
    this.#panel.className = 'panel';
    this.#panel.setAttribute('part', 'panel');
    this.#panel.hidden = !this.#stands && !this.open;
    this.#panel.append(this.#createTurn(), frame, this.#createTurn());
    this.#frame = frame;
    this.#scrim = document.createElement('div');
    this.#scrim.className = 'scrim';
    this.#scrim.addEventListener('click', () => this.hide());
    const mode = this.#stands ? 'inline' : 'panel';
    this.#link = new FrameLink({ frame, origin: api.origin, mode, onMessage: (message) => this.#take(message) });
    root.append(this.#scrim, this.#panel);
    addEventListener('blur', this.#onBlur);
    this.#link.post({ type: 'tools', tools: this.#tools.list() });
    return this.#link;
  }

  /** An end of the window in the middle: who tabs out of the frame comes back into it. */
  #createTurn(): HTMLElement {
    const turn = document.createElement('span');
    turn.className = 'turn';
    turn.tabIndex = 0;
    turn.addEventListener('focus', () => this.#focusFrame());
    return turn;
  }

  #focusFrame(): void {
    this.#frame?.focus();
    this.#link?.post({ type: 'shown', shown: true });
  }

  #reveal(): void {
    this.#launcher?.setState('busy');
    this.#mount();
    if (this.#panel) this.#panel.hidden = false;
    this.#cover(true);
    this.#launcher?.setState('open');
    this.#focusFrame();
    this.dispatchEvent(new Event('askwell-open', { bubbles: true, composed: true }));
  }

  #conceal(): void {
    const hadFocus = this.shadowRoot?.activeElement === this.#frame;
    this.#link?.post({ type: 'shown', shown: false });
    if (this.#panel) this.#panel.hidden = true;
    this.#cover(false);
    this.#launcher?.setState('closed');
    if (hadFocus) this.#launcher?.button.focus({ preventScroll: true });
    this.dispatchEvent(new Event('askwell-close', { bubbles: true, composed: true }));
  }

  #take(message: FrameMessage): void {
    switch (message.type) {
      case 'ready':
        if (this.#frame && message.name) this.#frame.title = message.name;
        if (message.position && !this.hasAttribute('position')) this.setAttribute('position', message.position);
        if (message.mode === 'popup' && this.#mode === null) {
          this.setAttribute('mode', 'popup');
          this.#cover(this.open);
        }
        this.#panel?.setAttribute('data-ready', '');
        this.#pageContext = message.pageContext;
        this.#link?.post({ type: 'tools', tools: this.#tools.list() });
        this.#onBlur();
        return;
      case 'close':
        this.hide();
        return;
      case 'height':
        this.style.setProperty('--_content', `${message.height}px`);
        return;
      case 'event':
        this.dispatchEvent(new CustomEvent(`askwell-${message.name}`, { bubbles: true, composed: true, detail: message.detail }));
        return;
      case 'done':
        this.#calls.get(message.id)?.(message.ok);
        this.#calls.delete(message.id);
        return;
      case 'run-tool':
        void this.#runTool(message);
        return;
      default:
        message satisfies never;
    }
  }

  async #runTool({ id, name, input }: Extract<FrameMessage, { type: 'run-tool' }>): Promise<void> {
    const tool = this.#tools.find(name);
    try {
      if (!tool) throw new Error(`The page has no tool "${name}".`);
      // Through JSON: what cannot be sent must not throw in postMessage.
      const result: unknown = JSON.parse(JSON.stringify((await tool.run(input)) ?? null));
      this.#link?.post({ type: 'tool-result', id, result });
    } catch (error) {
      this.#link?.post({ type: 'tool-result', id, error: error instanceof Error ? error.message : String(error) });
    }
  }

  #call(message: (id: number) => Parameters<FrameLink['post']>[0]): Promise<boolean> {
    this.#count += 1;
    const id = this.#count;
    const link = this.#mount();
    return new Promise((resolve) => {
      this.#calls.set(id, resolve);
      link.post(message(id));
    });
  }

  /** The visitor turns to the frame: what the page shows now is what a question is about. */
  readonly #onBlur = (): void => {
    if (!this.#pageContext) return;
    const selectedText = getSelection()?.toString().trim().slice(0, selectedCharacters) ?? '';
    const page: PageContext = { title: document.title, url: location.href, ...(selectedText === '' ? {} : { selectedText }) };
    this.#link?.post({ type: 'page', page });
  };

  #end(): void {
    removeEventListener('blur', this.#onBlur);
    for (const resolve of this.#calls.values()) resolve(false);
    this.#calls.clear();
    this.#link?.close();
    this.#link = null;
    this.#panel?.remove();
    this.#panel = null;
    this.#scrim?.remove();
    this.#scrim = null;
    this.#frame = null;
    this.removeAttribute('open');
    this.#launcher?.setState('closed');
  }
}
