import type { ResolvedWidgetConfig } from '@askwell/contract';
import { applyTheme, isRightToLeft, currentLocale } from '@askwell/sdk/dom';
import { useLayoutEffect } from 'preact/hooks';

/** Puts the assistant's look, name and language on the document. */
export function useTheme(config: ResolvedWidgetConfig, title: string): void {
  useLayoutEffect(() => {
    const page = document.documentElement;
    page.lang = currentLocale(config.locale);
    page.dir = isRightToLeft(page.lang) ? 'rtl' : 'ltr';
    page.dataset['density'] = config.theme.density ?? 'comfortable';
    return applyTheme(page, config.theme);
  }, [config]);

  useLayoutEffect(() => {
    document.title = title;
  }, [title]);
}
