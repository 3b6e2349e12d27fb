import { snippets, type SnippetName } from './snippets.js';

declare global {
  interface Window {
    Askwell?: ((command: string, ...values: unknown[]) => void) & { q?: unknown[][] };
  }
}

/** Runs a command of the widget; keeps it for the widget while its script is on the way. */
function askwell(command: string, ...values: unknown[]): void {
  window.Askwell ??= Object.assign((...call: [string, ...unknown[]]) => void window.Askwell?.q?.push(call), {
    q: [] as unknown[][],
  });
  window.Askwell(command, ...values);
}

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-question]')) {
  button.addEventListener('click', () => {
    askwell('open');
    askwell('send', button.dataset['question']);
  });
}

const key = document.querySelector<HTMLScriptElement>('script[data-key]')?.dataset['key'] ?? 'pk_…';
const texts = snippets({ base: new URL('.', location.href).href.replace(/\/$/, ''), key });
const tabs = Array.from(document.querySelectorAll<HTMLButtonElement>('[role="tab"]'));
const code = document.getElementById('code-text');
const copy = document.getElementById('copy');

function select(tab: HTMLButtonElement): void {
  for (const other of tabs) {
    other.setAttribute('aria-selected', String(other === tab));
    other.tabIndex = other === tab ? 0 : -1;
  }
  document.getElementById('code')?.setAttribute('aria-labelledby', tab.id);
  if (code) code.textContent = texts[tab.id.replace('tab-', '') as SnippetName];
  if (copy) copy.textContent = 'Copy';
}

tabs.forEach((tab, index) => {
  tab.addEventListener('click', () => select(tab));
  tab.addEventListener('keydown', ({ key: pressed }) => {
    const step = pressed === 'ArrowRight' ? 1 : pressed === 'ArrowLeft' ? -1 : 0;
    const next = tabs[(index + step + tabs.length) % tabs.length];
    if (step === 0 || !next) return;
    select(next);
    next.focus();
  });
});
if (tabs[0]) select(tabs[0]);

copy?.addEventListener('click', () => {
  navigator.clipboard.writeText(code?.textContent ?? '').then(
    () => (copy.textContent = 'Copied'),
    () => code && getSelection()?.selectAllChildren(code), // a page without https: the text is marked, ready for Ctrl+C
  );
});
