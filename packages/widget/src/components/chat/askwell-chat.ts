import type { ChatSession } from '@askwell/sdk/chat';
import type { ChatMode, ResolvedWidgetConfig, WidgetLauncher, WidgetTheme } from '@askwell/contract';
import type { Announcer } from '@askwell/sdk/announcer';
import { CitationCards, currentLocale, formatString } from '@askwell/sdk/dom';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { ChatController } from '../../controllers/chat-controller.js';
import type { PageToolDefinition } from '../../controllers/page-tools.js';
import { ConfigController } from '../../controllers/config-controller.js';
import { ConsentController } from '../../controllers/consent-controller.js';
import { CountdownController } from '../../controllers/countdown-controller.js';
import { FollowController } from '../../controllers/follow-controller.js';
import { FullScreenController } from '../../controllers/full-screen-controller.js';
import { PanelController } from '../../controllers/panel-controller.js';
import { ThemeSheet } from '../../controllers/theme-sheet.js';
import { pause } from '../../scheduling/pause.js';
import type { ChatHost } from '../launcher/chat-host.js';
import type { Launcher } from '../launcher/create-launcher.js';
import { findLauncher } from '../launcher/find-launcher.js';
import { PanelActions } from '../panel/panel-actions.js';
import { renderPanel } from '../panel/panel.js';
import { loadedRichText, loadRichText } from '../transcript/load-rich-text.js';
import { chatStyles } from './chat.styles.js';
import type { ChatView } from './chat-view.js';

export type { ChatMode };

/**
 * A chat that answers from the site's own knowledge and cites the exact passage.
 *
 * @element askwell-chat
 *
 * @slot avatar - Picture in the header instead of the assistant's initial.
 * @slot greeting - Words of the empty conversation instead of the configured greeting.
 *
 * @event {AskwellOpenEvent} askwell-open - The panel has opened.
 * @event {AskwellCloseEvent} askwell-close - The panel has closed.
 * @event {AskwellMessageEvent} askwell-message - A question was stored or an answer has ended.
 * @event {AskwellHandoffEvent} askwell-handoff - The visitor asked for a person, and the server has passed it on.
 * @event {AskwellErrorEvent} askwell-error - A question, an answer or the session has failed.
 *
 * @csspart launcher - The round button that opens the panel.
 * @csspart teaser - The note with which the chat speaks first.
 * @csspart base - Everything but the launcher.
 * @csspart panel - The window of the chat.
 * @csspart header - Name, status and the panel's controls.
 * @csspart avatar - The assistant's initial or picture in the header.
 * @csspart title - The assistant's name.
 * @csspart menu-button - Opens the menu.
 * @csspart menu - The menu.
 * @csspart menu-item - One entry of it.
 * @csspart close-button - Closes the panel.
 * @csspart banner - The line that says that there is no network.
 * @csspart transcript - The scrolling conversation.
 * @csspart empty - What stands there before the first question.
 * @csspart greeting - The greeting.
 * @csspart starter - A suggested question.
 * @csspart question - The row of a visitor's question.
 * @csspart bubble - The question itself.
 * @csspart answer - An answer with all that belongs to it.
 * @csspart status - What is being done for the running answer.
 * @csspart answer-text - The text of an answer.
 * @csspart sources - The row of pages an answer rests on.
 * @csspart source-chip - One page of that row.
 * @csspart actions - The row of buttons under an answer.
 * @csspart action - One of them.
 * @csspart followup - A question to ask next.
 * @csspart person-button - Asks for a person, under an answer that was not known.
 * @csspart form - The form that asks who the visitor is.
 * @csspart tool - What the model asks to do on the page.
 * @csspart error - What went wrong, with its button.
 * @csspart citation-card - The card of a quoted passage.
 * @csspart new-text - The button back to the end of the conversation.
 * @csspart conversations - The list of the visitor's conversations.
 * @csspart composer - The frame of field and button.
 * @csspart composer-field - The field's box, which grows with its text.
 * @csspart attachment - A file that goes with the question.
 * @csspart attach-button - Picks files.
 * @csspart voice-button - Takes the question from the microphone.
 * @csspart input - The field.
 * @csspart send-button - Sends the question.
 * @csspart stop-button - Stops the answer.
 * @csspart footer - The line under the composer.
 * @csspart consent - Asks for the visitor's agreement, in the composer's place.
 * @csspart accept-button - Gives it.
 *
 * @cssproperty --askwell-accent - Launcher, send button, marks. Every colour below derives from the theme's accent.
 * @cssproperty --askwell-accent-hover - The accent under the pointer.
 * @cssproperty --askwell-on-accent - Text and icons on the accent.
 * @cssproperty --askwell-accent-text - The accent as a text colour, for links.
 * @cssproperty --askwell-surface - The panel.
 * @cssproperty --askwell-raised - Cards, menus and the composer.
 * @cssproperty --askwell-sunken - Code and other wells.
 * @cssproperty --askwell-line - Hairlines.
 * @cssproperty --askwell-line-strong - Borders of controls.
 * @cssproperty --askwell-text - Text.
 * @cssproperty --askwell-secondary - Secondary text and icons.
 * @cssproperty --askwell-tint - Soft fill of the accent: hovered controls, citation marks.
 * @cssproperty --askwell-bubble - The visitor's question.
 * @cssproperty --askwell-mark - Behind the quoted span of a passage.
 * @cssproperty --askwell-focus - Focus rings.
 * @cssproperty --askwell-danger - Signs of failure.
 * @cssproperty --askwell-shadow - Shadow of the panel.
 * @cssproperty --askwell-shadow-raised - Shadow of cards and menus.
 * @cssproperty --askwell-radius - Corners of the panel.
 * @cssproperty --askwell-radius-card - Corners of cards, bubbles and starters.
 * @cssproperty --askwell-radius-control - Corners of small controls.
 * @cssproperty --askwell-message-gap - Space between messages.
 * @cssproperty --askwell-group-gap - Space between a question and what precedes it.
 * @cssproperty --askwell-padding - Space at the panel's sides.
 * @cssproperty --askwell-control - Diameter of the send button.
 * @cssproperty --askwell-font - Font stack; nothing is downloaded.
 * @cssproperty --askwell-font-mono - Font stack of code.
 * @cssproperty --askwell-font-size - Body text.
 * @cssproperty --askwell-font-size-small - Secondary text.
 * @cssproperty --askwell-font-size-meta - Notes.
 * @cssproperty --askwell-line-height - Line height of body text.
 * @cssproperty [--askwell-launcher=56px] - Diameter of the launcher.
 * @cssproperty [--askwell-launcher-radius=50%] - Corners of the launcher.
 * @cssproperty [--askwell-offset-x=20px] - Distance from the side of the window.
 * @cssproperty [--askwell-offset-y=20px] - Distance from the bottom of the window.
 * @cssproperty [--askwell-panel-width=400px] - Width of the panel on wide screens.
 * @cssproperty [--askwell-panel-height=720px] - Greatest height of the panel on wide screens.
 * @cssproperty [--askwell-inline-height=640px] - Height of an inline chat.
 * @cssproperty [--askwell-popup-width=640px] - Width of the window in the middle.
 * @cssproperty [--askwell-popup-height=760px] - Greatest height of the window in the middle.
 * @cssproperty [--askwell-header-height=56px] - Height of the header.
 * @cssproperty [--askwell-avatar-radius=50%] - Corners of the avatar.
 * @cssproperty [--askwell-bubble-radius] - Corners of the visitor's question.
 * @cssproperty [--askwell-unread=#d92d20] - The mark of unread answers.
 * @cssproperty --askwell-code-keyword - Keywords in code; likewise `-type`, `-function`, `-string`, `-number` and `-comment`.
 * @cssproperty [--askwell-z-index=2147483000] - Stacking order of launcher and panel.
 */
export class AskwellChat extends LitElement implements ChatHost {
  static override styles = chatStyles;

  static override properties = {
    publishableKey: { attribute: 'publishable-key' },
    api: {},
    mode: { reflect: true, noAccessor: true, useDefault: true },
    open: { type: Boolean, reflect: true },
    position: { reflect: true },
    // The launcher reads these three as attributes, and frameworks set properties.
    accent: { reflect: true },
    scheme: {},
    label: { reflect: true },
    zIndex: { attribute: 'z-index', type: Number, reflect: true },
    consent: {},
  };

  /** The assistant's publishable key, `pk_…`. */
  declare publishableKey: string;
  /** Address of the Askwell server, without a trailing slash. @default the page's own origin */
  declare api: string;
  /**
   * A launcher with a panel, a launcher with a window in the middle, the chat in the flow of the page, or all of the page.
   * Without it the assistant's config chooses between the first two. @default 'bubble'
   */
  get mode(): ChatMode {
    return this.#mode;
  }

  set mode(mode: ChatMode) {
    const former = this.#mode;
    this.#mode = mode;
    this.#chosen = true;
    this.requestUpdate('mode', former);
  }

  /** The panel is shown; an inline chat always is. */
  declare open: boolean;
  /** The corner of the launcher; the assistant's theme decides without it. */
  declare position: 'left' | 'right' | null;
  /** `#rrggbb` instead of the theme's accent. */
  declare accent: string | null;
  /** Colour scheme instead of the theme's. */
  declare scheme: 'auto' | 'light' | 'dark' | null;
  /** Name of the launcher instead of the configured one. */
  declare label: string | null;
  declare zIndex: number | null;
  /** `required`: nothing is stored or sent before the visitor has agreed; the assistant's config decides without it. */
  declare consent: 'required' | 'none' | null;

  readonly #chat = new ChatController(this);
  readonly #config = new ConfigController(this);
  readonly #theme = new ThemeSheet(this);
  #announcer: Announcer | null = null;
  readonly #follow = new FollowController(this);
  readonly #citations = new CitationCards({
    stage: () => this.#find('.stage'),
    state: () => this.#chat.state,
    strings: () => this.#config.strings,
  });
  readonly #fullScreen = new FullScreenController(this, () => this.#find('.panel'));
  readonly #consent = new ConsentController({
    host: this,
    required: () => (this.consent ?? this.#config.config.consent) === 'required',
    scope: () => `${this.#baseUrl}:${this.publishableKey}`,
    onGiven: () => void this.#start(),
  });
  readonly #countdown = new CountdownController(this);
  #launcher: Launcher | null = null;
  /** What the launcher was last told. */
  #labels = '';
  /** The config whose look the chat has. */
  #dressed: ResolvedWidgetConfig | null = null;
  /** What a chat does not open with is on its way. */
  #completed = false;
  #mode: ChatMode = 'bubble';
  /** The page has set `mode` itself, by the attribute or, as frameworks do, by the property. */
  #chosen = false;
  readonly #actions = new PanelActions({
    host: this,
    chat: this.#chat,
    follow: this.#follow,
    citations: this.#citations,
    config: () => this.#config.config,
    locale: () => currentLocale(this.#config.config.locale),
    start: () => this.#start(),
  });
  readonly #panel = new PanelController({
    host: this,
    loadConfig: () => this.#loadConfig(),
    applyTheme: () => this.#theme.apply(this.#resolvedTheme(), this.#resolvedLauncher()),
    start: () => void this.#start(),
    focusInput: () => this.#actions.focusInput(),
    tidy: () => {
      this.#citations.close();
      this.#actions.setMenu(false);
    },
    setLauncher: (state) => this.#launcher?.setState(state),
    focusLauncher: () => this.#launcher?.button.focus({ preventScroll: true }),
  });

  constructor() {
    super();
    this.publishableKey = '';
    this.api = '';
    this.open = false;
    this.position = null;
    this.accent = null;
    this.scheme = null;
    this.label = null;
    this.zIndex = null;
    this.#chat.attention = { visible: () => this.#attends, features: () => this.#config.config.features };
    this.consent = null;
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

  /** Opens the chat and asks. */
  async send(text: string): Promise<void> {
    this.show();
    await this.#actions.ask(text);
  }

  /** From now on the visitor is who the token says: a JWT that the site's server has signed. */
  identify(identityToken: string): void {
    this.#chat.identify(identityToken);
  }

  /** The visitor has agreed, or takes that back, where the chat needs consent. */
  giveConsent(given: boolean): void {
    if (!given) this.reset();
    this.#consent.give(given);
  }

  /** Forgets the visitor and its conversation in this browser, for a sign-out. */
  reset(): void {
    this.#citations.close();
    this.#chat.forget(this.#baseUrl, this.publishableKey);
  }

  /** Deletes what the server has of the visitor, then forgets it here. False where the server could not be reached. */
  clearData(): Promise<boolean> {
    return this.#chat.clearData(this.#baseUrl, this.publishableKey);
  }

  /** Offers the model a function of the page; the visitor confirms each call. The returned function takes it away. */
  registerTool(tool: PageToolDefinition): () => void {
    return this.#chat.tools.add(tool);
  }

  /** Ends the chat and takes its element off the page. */
  destroy(): void {
    this.remove();
    this.#end();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('keydown', this.#onKey);
    this.requestUpdate();
    if (this.#stands) {
      for (const type of ['pointerenter', 'focusin', 'touchstart'] as const) {
        this.addEventListener(type, this.#onInlineIntent, { once: true, passive: true });
      }
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#citations.close();
    this.removeEventListener('keydown', this.#onKey);
    // An element that is only moved comes back at once and keeps its conversation.
    queueMicrotask(() => {
      if (!this.isConnected) this.#end();
    });
  }

  /** Being upgraded is work enough for one task. */
  protected override async scheduleUpdate(): Promise<void> {
    if (!this.hasUpdated) await pause();
    await super.scheduleUpdate();
  }

  /** Keeps the launcher's sheet before the element's own: Lit would put its styles in the place of what is there. */
  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const painted = [...(this.shadowRoot?.adoptedStyleSheets ?? [])];
    const root = super.createRenderRoot();
    if (root instanceof ShadowRoot && painted.length > 0) root.adoptedStyleSheets = [...painted, ...root.adoptedStyleSheets];
    return root;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.#chosen && this.#config.loaded && this.#config.config.mode === 'popup') this.mode = 'popup';
    if (!this.#stands) {
      if (!this.#launcher) this.#takeLauncher();
      this.#panel.follow(this.open);
    } else if (changed.has('mode')) void this.#panel.stand();
    if (changed.size > 0 || this.#dressed !== this.#config.config) this.#dress();
  }

  protected override render(): TemplateResult {
    const { stage, shown } = this.#panel;
    if (stage === 0) return html`${nothing}`;
    const view = this.#view();
    const onAccept = this.#consent.missing ? (): void => this.#consent.give(true) : null;
    return renderPanel({ view, stage, shown: view.inline || shown, onAccept });
  }

  protected override updated(changed: PropertyValues<this>): void {
    // Only now the attributes are written.
    if (changed.has('accent') || changed.has('zIndex') || changed.has('label')) this.#launcher?.repaint();
    const [open, close] = [this.#openLabel, this.#config.strings.close];
    if (this.#launcher && this.#labels !== open + close) {
      this.#labels = open + close;
      this.#launcher.setLabels({ open, close });
    }
    this.#fullScreen.want(this.#panel.shown, this.mode === 'popup' || this.mode === 'page');
    this.#follow.watch(this.#find('.scroller'), this.#chat.state.items.length > 0);
    const renderer = loadedRichText();
    if (renderer) {
      this.#announcer ??= new renderer.announcer();
      this.#announcer.update(this.#find('.announcer'), this.#chat.state, this.#config.strings);
    }
    this.#countdown.follow(this.#chat.state);
    this.#complete();
    this.#actions.model.follow(this.#chat.state);
    if (this.#attends) this.#chat.seen();
    this.#launcher?.button.toggleAttribute('data-unread', this.#chat.unread > 0);
  }

  #takeLauncher(): void {
    this.#launcher = findLauncher(this) ?? null;
    // The loader fetches this module at the visitor's first move towards the launcher.
    if (this.#launcher) void pause().then(() => this.#loadConfig());
    else void this.#paintLauncher();
  }

  /** For pages that write the element themselves: those with the script tag have a launcher already. */
  async #paintLauncher(): Promise<void> {
    const { createLauncher } = await import('../launcher/create-launcher.js');
    if (!this.isConnected || this.#launcher || findLauncher(this)) return;
    this.#launcher = createLauncher(this, { onIntent: () => void this.#loadConfig(), onActivate: () => this.toggle() });
    this.requestUpdate();
  }

  /** Not at each render: an answer that is being written renders with each frame, and changes nothing of the look. */
  #dress(): void {
    this.#dressed = this.#config.config;
    const theme = this.#resolvedTheme();
    if (this.#panel.stage > 0 || this.#config.loaded) this.#theme.apply(theme, this.#resolvedLauncher());
    if (!this.#stands && !this.position && theme.position) this.position = theme.position;
  }

  #start(): ChatSession | null {
    if (this.#consent.missing) {
      this.#find('.accept')?.focus();
      return null;
    }
    if (!this.#completed) this.requestUpdate();
    return this.#chat.start(this.#baseUrl, this.publishableKey);
  }

  /** Fetches what the composer can do without: the renderer of answers, and the other texts. */
  #complete(): void {
    if (this.#completed || this.#panel.stage < 3 || !this.#chat.session) return;
    this.#completed = true;
    whenIdle(() => {
      void loadRichText().then(() => this.requestUpdate());
      void this.#config.complete();
    });
  }

  #loadConfig(): Promise<void> {
    return this.#config.load(this.#baseUrl, this.publishableKey);
  }

  /** The chat is part of the page: it needs no launcher, and is never closed. */
  get #stands(): boolean {
    return this.mode === 'inline' || this.mode === 'page';
  }

  /** The visitor can see the conversation. */
  get #attends(): boolean {
    return (this.#stands || this.#panel.shown) && !document.hidden;
  }

  get #openLabel(): string {
    const { open, unread } = this.#config.strings;
    return this.#chat.unread === 0 ? open : `${open}. ${formatString(unread, { count: this.#chat.unread })}`;
  }

  get #baseUrl(): string {
    return this.api || location.origin;
  }

  /** The tag's own stacking order stays. */
  #resolvedLauncher(): WidgetLauncher {
    const { zIndex, ...launcher } = this.#config.config.launcher;
    return this.zIndex === null ? { ...launcher, zIndex } : launcher;
  }

  #resolvedTheme(): WidgetTheme {
    const theme = { ...this.#config.config.theme };
    if (this.accent) theme.accent = this.accent;
    if (this.scheme) theme.colorScheme = this.scheme;
    return theme;
  }

  readonly #onInlineIntent = (): void => void this.#start();

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
    if (this.#actions.escape()) event.preventDefault();
    else if (!this.#stands && this.open) {
      event.preventDefault();
      this.hide();
    }
  };

  #end(): void {
    this.#actions.end();
    this.#chat.end();
    this.#panel.end();
    this.open = false;
    this.#launcher?.setState('closed');
  }

  #find(selector: string): HTMLElement | null {
    return this.shadowRoot?.querySelector<HTMLElement>(selector) ?? null;
  }

  #view(): ChatView {
    const { config, strings } = this.#config;
    return {
      state: this.#chat.state,
      config,
      strings,
      name: config.header.name || config.assistant.name || strings.title,
      locale: currentLocale(config.locale),
      inline: this.#stands,
      fullScreen: this.#fullScreen.active,
      menuOpen: this.#actions.menuOpen,
      busy: this.#chat.busy,
      unseen: this.#follow.unseen,
      copiedId: this.#actions.copiedId,
      soundOn: this.#chat.soundOn,
      listening: this.#actions.voice.listening,
      model: this.#actions.model,
      session: this.#chat.session,
      tools: this.#chat.tools,
      now: Date.now(),
      citations: this.#citations,
      ...this.#actions.handlers,
    };
  }
}

/** After the composer is on the screen; Safari has no idle callback. */
function whenIdle(run: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(run, { timeout: 500 });
  else setTimeout(run, 100);
}
