import { createLauncher, type Launcher } from '../components/launcher/create-launcher.js';
import type { ChatHost } from '../components/launcher/chat-host.js';
import { pause } from '../scheduling/pause.js';
import type { startTeaser } from '../components/teaser/teaser.js';
import { keepMounted } from './keep-mounted.js';
import { passedOn, type LoaderSettings } from './settings.js';

/** One widget on the page: the host element with its launcher, and the chat behind it once it is wanted. */
export interface Widget {
  readonly host: ChatHost;
  /** Fetches the chat and runs what was left for it; resolves with null when that failed, after the launcher has said so. */
  load(): Promise<ChatHost | null>;
  /** Runs once the chat is here, and fetches nothing for it. */
  later(act: (chat: ChatHost) => unknown): void;
  /** The chat if it is already here. */
  loaded(): ChatHost | null;
  /** Sets attributes of the element by their property names; null takes one away. */
  update(options: object): void;
  destroy(): void;
}

/** The chat's entry module. */
export interface ChatModule {
  define(): Promise<void>;
}

export type ImportChat = (url: string) => Promise<ChatModule>;

export function createWidget(settings: LoaderSettings, importChat: ImportChat): Widget {
  const { framed } = settings;
  const host = document.createElement(framed ? 'askwell-frame' : 'askwell-chat') as ChatHost;
  const attributes = { id: settings.key, 'publishable-key': settings.key, api: settings.api, ...settings.attributes };
  for (const [name, value] of Object.entries(attributes)) host.setAttribute(name, value);

  let attempts = 0;
  let loading: Promise<ChatHost | null> | null = null;
  let ready = false;
  let destroyed = false;
  let waiting: ((chat: ChatHost) => unknown)[] = [];
  const launcher: Launcher = createLauncher(host, {
    nonce: settings.nonce,
    onIntent: load,
    onActivate: activate,
  });
  const unmount = keepMounted(host);

  function load(): Promise<ChatHost | null> {
    // A failed module URL stays failed for the life of the page in some browsers, hence the query on a retry.
    const retry = attempts > 0 ? `?retry=${attempts}` : '';
    loading ??= fetchChat(settings.assets + (framed ? __FRAME_FILE__ : __CHAT_FILE__) + retry).catch(() => {
      attempts += 1;
      loading = null;
      launcher.setState('failed');
      return null;
    });
    return loading;
  }

  async function fetchChat(url: string): Promise<ChatHost | null> {
    const { define } = await importChat(url);
    await define();
    if (destroyed) return null;
    customElements.upgrade(host);
    ready = true;
    launcher.setState(host.open ? 'open' : 'closed');
    for (const act of waiting) act(host);
    waiting = [];
    await pause();
    return host;
  }

  async function activate(): Promise<void> {
    if (!ready) launcher.setState('busy');
    const chat = await load();
    if (chat && !destroyed) chat.toggle();
  }

  /** The rules are fetched without the visitor's act, so only where the tag asks for it. */
  async function speakFirst(): Promise<void> {
    await pause();
    const module = (await importChat(settings.assets + __TEASER_FILE__)) as unknown as { startTeaser: typeof startTeaser };
    if (!destroyed) module.startTeaser({ host, api: settings.api, publishableKey: settings.key, open: activate });
  }

  // Without it the launcher waits for the visitor, as it does everywhere else.
  if (settings.proactive) speakFirst().catch(() => undefined);

  return {
    host,
    load,
    later: (act) => void (ready ? act(host) : waiting.push(act)),
    loaded: () => (ready ? host : null),
    update(options) {
      for (const [name, value] of Object.entries(options)) {
        const attribute = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
        if (!passedOn.includes(attribute)) console.warn(`[askwell] unknown option "${name}"`);
        else if (value === null || value === undefined) host.removeAttribute(attribute);
        else host.setAttribute(attribute, String(value));
      }
      if (!ready) launcher.repaint();
    },
    destroy() {
      destroyed = true;
      unmount();
      if (ready) host.destroy();
      host.remove();
    },
  };
}
