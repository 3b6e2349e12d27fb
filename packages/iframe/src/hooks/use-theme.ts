import type { ResolvedWidgetConfig } from '@askwell/contract';
import { createThemeSheet, isRightToLeft, type ThemeSheet } from '@askwell/sdk/dom';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { frameLocale } from '../frame-locale.js';

/** Puts the assistant's look, name and language on the document. */
export function useTheme(config: ResolvedWidgetConfig, title: string): void {
  const sheet = useRef<ThemeSheet | null>(null);

  useLayoutEffect(() => {
    const page = document.documentElement;
    page.lang = frameLocale(config.locale);
    page.dir = isRightToLeft(page.lang) ? 'rtl' : 'ltr';
    page.dataset['density'] = config.theme.density ?? 'comfortable';
    sheet.current ??= createThemeSheet(document);
    sheet.current.apply(config.theme);
  }, [config]);

  useLayoutEffect(() => () => sheet.current?.stop(), []);

  useLayoutEffect(() => {
    document.title = title;
  }, [title]);
}
