import { vi } from 'vitest';

/** A tab of a browser: as much of one as every driver offers. */
export interface Tab {
  goto(url: string): Promise<void>;
  /** Runs a function in the page, or in the frame that was entered. Its first argument is {@link All}. */
  run<T, A extends unknown[]>(work: (all: All, ...args: A) => T, ...args: A): Promise<Awaited<T>>;
  /** Clicks the last visible element that fits, once there is one. */
  click(css: string, name?: string): Promise<void>;
  type(text: string): Promise<void>;
  press(key: Key): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  /** Goes into the frame that fits, once there is one; `undefined` leads back to the page. */
  enterFrame(css?: string): Promise<void>;
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
}

export type Key = 'Enter' | 'Escape' | 'Tab';

/** The elements that fit, in every open shadow root as well, in the order of the document. A name is a label or the whole text. */
export type All = (css: string, name?: string) => HTMLElement[];

/** `All`, as the pages get it. */
export function allElements(css: string, name?: string | null): HTMLElement[] {
  const found: HTMLElement[] = [];
  const walk = (root: ParentNode): void => {
    for (const element of root.querySelectorAll<HTMLElement>('*')) {
      const named = name === undefined || name === null || (element.ariaLabel ?? element.textContent?.trim()) === name;
      if (named && element.matches(css)) found.push(element);
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  };
  walk(document);
  return found;
}

/** The element that a click means, scrolled to and with nothing over it, or none yet. */
export function reachableElement(all: All, css: string, name?: string): HTMLElement | null {
  const element = all(css, name)
    .filter((each) => each.checkVisibility({ visibilityProperty: true }))
    .at(-1);
  if (!element) return null;
  element.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  const { x, y, width, height } = element.getBoundingClientRect();
  const root = element.getRootNode() as Document | ShadowRoot;
  const top = root.elementFromPoint(x + width / 2, y + height / 2);
  return top && (element === top || element.contains(top)) ? element : null;
}

/** The source of a call of `work` in a page, for drivers that take text. */
export function sourceOf(work: unknown, args: readonly unknown[]): string {
  return `(${String(work)})(${[String(allElements), ...args.map((arg) => JSON.stringify(arg) ?? 'undefined')].join(', ')})`;
}

/** Waits for what is there now or will be: not only in tests, as `expect.poll` does. */
export function appears<T>(what: string, find: () => Promise<T | null>): Promise<T> {
  return vi.waitFor(
    async () => {
      const found = await find();
      if (found === null) throw new Error(`Nothing fits ${what}.`);
      return found;
    },
    { timeout: 30_000, interval: 50 },
  );
}
