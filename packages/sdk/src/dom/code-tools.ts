import { copyText } from './copy-text.js';
import { createIcon } from './create-icon.js';

export interface CodeLabels {
  /** @default `Copy code` */
  copyCode?: string | undefined;
  /** @default `Copied` */
  copied?: string | undefined;
}

/** A block of code as it stands in the page: its frame with the language and the copy button, and the code itself. */
export interface CodeFrame {
  frame: HTMLElement;
  pre: HTMLElement;
  code: HTMLElement;
}

const copiedFor = 2_000;

export function buildCodeFrame(document: Document): CodeFrame {
  const frame = document.createElement('div');
  frame.className = 'askwell-code';
  const head = frame.appendChild(document.createElement('div'));
  head.className = 'askwell-code-head';
  head.append(document.createElement('span'));
  const pre = frame.appendChild(document.createElement('pre'));
  const code = pre.appendChild(document.createElement('code'));
  return { frame, pre, code };
}

export function nameLanguage(frame: HTMLElement, language: string): void {
  const label = frame.querySelector('.askwell-code-head > span');
  if (label !== null && label.textContent !== language) label.textContent = language;
}

/** The buttons and colours of the code blocks in `container`. */
export interface CodeTools {
  addCopyButton(frame: HTMLElement): void;
  /** Colours a block whose text will not change any more. */
  color(frame: HTMLElement): void;
  destroy(): void;
}

export function createCodeTools(container: HTMLElement, labels: CodeLabels): CodeTools {
  const view = container.ownerDocument.defaultView;
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const colored = new WeakSet<HTMLElement>();
  const ranges: [string, Range][] = [];
  let ended = false;

  const onClick = async ({ target }: Event): Promise<void> => {
    const button = target instanceof Element ? target.closest<HTMLElement>('.askwell-copy') : null;
    const code = button?.closest('.askwell-code')?.querySelector('code');
    if (button === null || !code || !(await copyText(code.textContent ?? ''))) return;
    describe(button, 'check', labels.copied ?? 'Copied');
    const timer = setTimeout(() => {
      timers.delete(timer);
      describe(button, 'copy', labels.copyCode ?? 'Copy code');
    }, copiedFor);
    timers.add(timer);
  };
  const listener = (event: Event): void => void onClick(event);
  container.addEventListener('click', listener);

  return {
    addCopyButton(frame) {
      const button = container.ownerDocument.createElement('button');
      button.type = 'button';
      button.className = 'askwell-copy';
      describe(button, 'copy', labels.copyCode ?? 'Copy code');
      frame.firstElementChild?.append(button);
    },
    color(frame) {
      const code = frame.querySelector('code');
      const language = frame.querySelector('.askwell-code-head > span')?.textContent ?? '';
      const text = code?.firstChild;
      // Ranges instead of elements: what is settled keeps its nodes, and a selection in it stays.
      if (colored.has(frame) || language === '' || !text || !view || !('highlights' in CSS)) return;
      colored.add(frame);
      void import('./highlight-code.js').then(
        ({ codeTokens }) => {
          if (!ended && text.isConnected) ranges.push(...paint(text, codeTokens(text.nodeValue ?? '', language)));
        },
        () => undefined, // the code stays in one colour
      );
    },
    destroy() {
      ended = true;
      container.removeEventListener('click', listener);
      for (const timer of timers) clearTimeout(timer);
      for (const [kind, range] of ranges) CSS.highlights.get(nameOf(kind))?.delete(range);
    },
  };
}

function describe(button: HTMLElement, icon: 'copy' | 'check', label: string): void {
  button.replaceChildren(createIcon(icon));
  button.setAttribute('aria-label', label);
  button.title = label;
}

function paint(text: Node, tokens: readonly [string, number, number][]): [string, Range][] {
  return tokens.map(([kind, start, end]) => {
    const range = new Range();
    range.setStart(text, start);
    range.setEnd(text, end);
    const name = nameOf(kind);
    const highlight = CSS.highlights.get(name) ?? new Highlight();
    CSS.highlights.set(name, highlight.add(range));
    return [kind, range];
  });
}

function nameOf(kind: string): string {
  return `askwell-${kind}`;
}
