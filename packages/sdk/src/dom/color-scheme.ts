import type { WidgetTheme } from '@askwell/contract';
import type { ColorScheme } from './palette.js';

/** Where sites say which scheme they are in: `data-theme`, `data-color-mode`, `data-bs-theme`, `data-mui-color-scheme` … */
const attribute = /^data-(?:[a-z]+-)*(?:theme|scheme|mode)$/;

export interface SchemeSource {
  page: Document;
  /** Whether the page's `color-scheme` counts; not where the chat itself sets it. */
  readsStyle: boolean;
}

/** What the page says by an attribute, a class or `color-scheme`, else what the visitor's system prefers. */
export function readColorScheme({ page, readsStyle }: SchemeSource): ColorScheme {
  for (const element of [page.documentElement, page.body as HTMLElement | null]) {
    if (element === null) continue;
    for (const { name, value } of element.attributes) {
      const named = attribute.test(name) ? schemeIn(value) : undefined;
      if (named !== undefined) return named;
    }
    const named = [...element.classList].map(schemeOfClass).find((one) => one !== undefined);
    if (named !== undefined) return named;
  }
  const declared = readsStyle ? page.defaultView?.getComputedStyle(page.documentElement).colorScheme : undefined;
  if (declared === 'dark' || declared === 'light') return declared;
  return page.defaultView?.matchMedia('(prefers-color-scheme: dark)').matches === true ? 'dark' : 'light';
}

export interface SchemeWatch {
  /** Tells the scheme again. */
  tell(): void;
  stop(): void;
}

/** Tells the scheme at once and at each change, also when the page switches its own. */
export function watchColorScheme(
  chosen: NonNullable<WidgetTheme['colorScheme']>,
  source: SchemeSource,
  tell: (scheme: ColorScheme) => void,
): SchemeWatch {
  if (chosen !== 'auto') {
    tell(chosen);
    return { tell: () => tell(chosen), stop() {} };
  }
  const { page } = source;
  const read = (): void => tell(readColorScheme(source));
  const query = page.defaultView?.matchMedia('(prefers-color-scheme: dark)');
  query?.addEventListener('change', read);
  const observer = new MutationObserver(read);
  for (const element of [page.documentElement, page.body as HTMLElement | null]) {
    if (element !== null) observer.observe(element, { attributes: true });
  }
  read();
  return {
    tell: read,
    stop() {
      query?.removeEventListener('change', read);
      observer.disconnect();
    },
  };
}

function schemeIn(value: string): ColorScheme | undefined {
  const match = /(?:^|[\s_-])(dark|light)(?:$|[\s_-])/i.exec(value);
  return match === null ? undefined : (match[1]?.toLowerCase() as ColorScheme);
}

/** `dark`, `dark-mode`, `theme-dark`, `is-light` …, not `header-dark`. */
function schemeOfClass(name: string): ColorScheme | undefined {
  const match = /^(?:(?:theme|is|mode|scheme|color-scheme)[-_]+)?(dark|light)(?:[-_]+(?:mode|theme|scheme))?$/i.exec(name);
  return match === null ? undefined : (match[1]?.toLowerCase() as ColorScheme);
}
