import type { WidgetConfig } from '@askwell/contract';
import { teaserStyles } from './teaser.styles.js';
import { watchRules } from './watch-rules.js';

export interface TeaserOptions {
  host: HTMLElement;
  /** Base of the API, without a trailing slash. */
  api: string;
  publishableKey: string;
  open: () => unknown;
}

/**
 * Speaks first, by the assistant's rules: a quiet note at the launcher, or the chat itself. Not again once the visitor has
 * closed it, and not while the chat is open. The returned function takes it away.
 */
export function startTeaser({ host, api, publishableKey, open }: TeaserOptions): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  const memory = `askwell:teaser:${publishableKey}`;
  let stopWaiting = (): void => undefined;
  let note: HTMLElement | null = null;

  const end = (): void => {
    ending.abort();
    stopWaiting();
    note?.remove();
    note = null;
  };

  const begin = async (): Promise<void> => {
    if (recall(memory)) return;
    const response = await fetch(`${api}/v1/widget-config?key=${encodeURIComponent(publishableKey)}`, {
      signal,
      credentials: 'omit',
    });
    if (!response.ok) return;
    const { proactive = [], consent, strings } = (await response.json()) as Partial<WidgetConfig>;
    stopWaiting = watchRules(proactive, (rule) => {
      if (host.hasAttribute('open') || signal.aborted) return;
      if (rule.open) {
        open();
        return;
      }
      note = showNote(host, {
        message: rule.message,
        dismissLabel: strings?.dismiss ?? 'Dismiss',
        onOpen: open,
        onDismiss() {
          // With consent still to be given nothing is kept, and the note is away for this page alone.
          if (consent !== 'required') remember(memory);
          end();
        },
      });
    });
  };

  host.addEventListener('askwell-open', end, { signal });
  // Without the rules there is no note, and the page is none the worse.
  begin().catch(() => undefined);
  return end;
}

interface NoteOptions {
  message: string;
  dismissLabel: string;
  onOpen: () => void;
  onDismiss: () => void;
}

function showNote(host: HTMLElement, { message, dismissLabel, onOpen, onDismiss }: NoteOptions): HTMLElement | null {
  const root = host.shadowRoot;
  const region = root?.querySelector('[role=region]');
  if (!root || !region) return null;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(teaserStyles);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];

  const note = document.createElement('div');
  note.className = 'teaser';
  note.setAttribute('part', 'teaser');
  note.setAttribute('role', 'status');
  const words = document.createElement('button');
  words.type = 'button';
  words.className = 'teaser-words';
  words.dir = 'auto';
  words.addEventListener('click', onOpen);
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'teaser-close';
  close.textContent = '×';
  close.setAttribute('aria-label', dismissLabel);
  close.addEventListener('click', onDismiss);
  note.append(words, close);
  note.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') onDismiss();
  });
  region.append(note);
  // A live region speaks what comes into it, not what it comes with.
  requestAnimationFrame(() => (words.textContent = message));
  return note;
}

function recall(key: string): boolean {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return false; // blocked storage forgets; the note then comes again on the next page
  }
}

function remember(key: string): void {
  try {
    localStorage.setItem(key, String(Date.now()));
  } catch {
    // as above
  }
}
