import type { WidgetConfig } from '@askwell/contract';
import { applyTheme } from '@askwell/sdk/dom';
import { useLayoutEffect } from 'preact/hooks';

/** Puts the assistant's look, name and language on the document. */
export function useTheme(config: WidgetConfig, title: string): void {
  useLayoutEffect(() => {
    const page = document.documentElement;
    page.lang = config.locale;
    page.dir = isRightToLeft(config.locale) ? 'rtl' : 'ltr';
    page.dataset['density'] = config.theme.density ?? 'comfortable';
    return applyTheme(page, config.theme);
  }, [config]);

  useLayoutEffect(() => {
    document.title = title;
  }, [title]);
}

function isRightToLeft(locale: string): boolean {
  return /^(ar|dv|fa|he|ku|ps|sd|ug|ur|yi)\b/i.test(locale);
}
