import { launcherKey } from './find-launcher.js';
import { launcherPaint } from './launcher-paint.js';
import { launcherStyles } from './launcher.styles.js';

export type LauncherState = 'closed' | 'busy' | 'open' | 'failed';

export interface LauncherLabels {
  open: string;
  close: string;
  failed: string;
}

export interface Launcher {
  readonly button: HTMLButtonElement;
  setState(state: LauncherState): void;
  setLabels(labels: Partial<LauncherLabels>): void;
  /** Reads the host's attributes again; only until the element itself takes over the styles. */
  repaint(): void;
}

export interface LauncherOptions {
  /** For the style element of browsers without adoptedStyleSheets. */
  nonce?: string;
  /** The visitor comes near: pointer over it, focus on it, finger on it. */
  onIntent: () => unknown;
  onActivate: () => unknown;
}

const shapes = {
  chat: 'M12 3.5c4.9 0 8.5 3.2 8.5 7.3s-3.6 7.3-8.5 7.3c-.9 0-1.8-.1-2.7-.3l-4 2.3c-.3.2-.7-.1-.6-.5l.6-3.4c-1.2-1.3-1.8-3.2-1.8-5.4 0-4.1 3.6-7.3 8.5-7.3z',
  down: 'm6 9.5 6 6 6-6',
  wait: 'M12 4a8 8 0 1 0 8 8',
  again: 'M19 12a7 7 0 1 1-2.2-5.1L19 9m0-4.5V9h-4.5',
};

/** Paints the round button in the shadow root of the chat's element, without Lit and without HTML strings. */
export function createLauncher(host: HTMLElement, options: LauncherOptions): Launcher {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const setStyles = createStyles(root, options.nonce);
  const labels: LauncherLabels = { open: 'Open chat', close: 'Close chat', failed: 'The chat could not load. Try again' };
  let state: LauncherState = 'closed';

  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'launcher';
  button.setAttribute('part', 'launcher');
  button.setAttribute('aria-haspopup', 'dialog');
  button.dataset['fresh'] = '';
  for (const [name, path] of Object.entries(shapes)) button.append(createIcon(name, path));
  const hint = document.createElement('div');
  hint.className = 'hint';
  hint.setAttribute('aria-hidden', 'true');
  const hintText = document.createElement('span');
  hint.append(hintText);
  for (const type of ['pointerenter', 'focus', 'touchstart']) {
    button.addEventListener(type, options.onIntent, { once: true, passive: true });
  }
  button.addEventListener('click', options.onActivate);

  const launcher: Launcher = {
    button,
    setState(next) {
      state = next;
      describe();
    },
    setLabels(next) {
      Object.assign(labels, next);
      describe();
    },
    repaint() {
      setStyles(launcherStyles + launcherPaint(host));
      describe();
    },
  };

  function describe(): void {
    const label =
      state === 'open' ? labels.close : state === 'failed' ? labels.failed : (host.getAttribute('label') ?? labels.open);
    button.dataset['state'] = state;
    if (state === 'open') delete button.dataset['fresh'];
    button.setAttribute('aria-label', label);
    button.setAttribute('aria-expanded', String(state === 'open'));
    button.setAttribute('aria-busy', String(state === 'busy'));
    hintText.textContent = label;
  }

  launcher.repaint();
  const region = document.createElement('div');
  region.setAttribute('role', 'region');
  region.setAttribute('aria-label', 'Chat');
  region.append(button, hint);
  root.append(region);
  Object.assign(host, { [launcherKey]: launcher });
  return launcher;
}

function createIcon(name: string, path: string): SVGElement {
  const namespace = 'http://www.w3.org/2000/svg';
  const icon = document.createElementNS(namespace, 'svg');
  icon.setAttribute('viewBox', '0 0 24 24');
  icon.setAttribute('class', name);
  icon.setAttribute('aria-hidden', 'true');
  const shape = document.createElementNS(namespace, 'path');
  shape.setAttribute('d', path);
  icon.append(shape);
  return icon;
}

function createStyles(root: ShadowRoot, nonce = ''): (text: string) => void {
  try {
    const sheet = new CSSStyleSheet();
    root.adoptedStyleSheets = [sheet, ...root.adoptedStyleSheets];
    return (text) => sheet.replaceSync(text);
  } catch {
    // Browsers before constructable sheets.
    const style = document.createElement('style');
    style.nonce = nonce;
    root.append(style);
    return (text) => (style.textContent = text);
  }
}
