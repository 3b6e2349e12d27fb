import { createLauncher, type Launcher } from '../components/launcher/create-launcher.js';
import type { ChatHost } from '../components/launcher/chat-host.js';
import { pause } from '../scheduling/pause.js';
import type { startTeaser } from '../components/teaser/teaser.js';
import { passedOn, type LoaderSettings } from './settings.js';

/** One widget on the page: the host element with its launcher, and the chat behind it once it is wanted. */
export interface Widget {
  readonly host: ChatHost;
  /** Fetches the chat; resolves with null when that failed, after the launcher has said so. */
  load(): Promise<ChatHost | null>;
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
  const host = document.createElement('askwell-chat') as ChatHost;
  host.setAttribute('publishable-key', settings.key);
  host.setAttribute('api', settings.api);
  for (const [name, value] of Object.entries(settings.attributes)) host.setAttribute(name, value);

  let attempts = 0;
  let loading: Promise<ChatHost | null> | null = null;
  let ready = false;
  let destroyed = false;
  const launcher: Launcher = createLauncher(host, {
    nonce: settings.nonce,
    onIntent: () => void load(),
    onActivate: () => void activate(),
  });

  function load(): Promise<ChatHost | null> {
    // A failed module URL stays failed for the life of the page in some browsers, hence the query on a retry.
    const retry = attempts > 0 ? `?retry=${attempts}` : '';
    loading ??= fetchChat(`${settings.assets}${__CHAT_FILE__}${retry}`).catch(() => {
      attempts += 1;
      loading = null;
      launcher.setState('failed');
      return null;
    });
    return loading;
  }

  async function fetchChat(url: string): Promise<ChatHost> {
    const { define } = await importChat(url);
    await define();
    customElements.upgrade(host);
    ready = true;
    launcher.setState(host.open ? 'open' : 'closed');
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
    if (!destroyed) module.startTeaser({ host, api: settings.api, publishableKey: settings.key, open: () => void activate() });
  }

  function mount(): void {
    if (!destroyed) document.body.append(host);
    // Without it the launcher waits for the visitor, as it does everywhere else.
    if (settings.proactive) speakFirst().catch(() => undefined);
  }

  if (document.body) mount();
  else document.addEventListener('DOMContentLoaded', mount, { once: true });

  return {
    host,
    load,
    loaded: () => (ready ? host : null),
    update(options) {
      for (const [name, value] of Object.entries(options)) {
        const attribute = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
        if (!passedOn.includes(attribute)) console.warn(`[askwell] unknown option "${name}". Known: ${passedOn.join(', ')}`);
        else if (value === null || value === undefined) host.removeAttribute(attribute);
        else host.setAttribute(attribute, String(value));
      }
      if (!ready) launcher.repaint();
    },
    destroy() {
      destroyed = true;
      document.removeEventListener('DOMContentLoaded', mount);
      if (ready) host.destroy();
      host.remove();
    },
  };
}
