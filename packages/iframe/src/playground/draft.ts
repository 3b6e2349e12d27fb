import type { WidgetFeatures, WidgetHeader, WidgetLauncher, WidgetStrings, WidgetTheme } from '@askwell/contract';
import { widgetDefaults } from '@askwell/sdk/dom';

/** The settings that the levers move. */
export interface Draft {
  theme: WidgetTheme;
  launcher: WidgetLauncher;
  header: WidgetHeader;
  features: WidgetFeatures;
  strings: WidgetStrings;
  greeting: string;
  starters: string[];
  locale: string;
}

export const firstDraft: Draft = {
  theme: {},
  launcher: {},
  header: {},
  features: {},
  strings: {},
  greeting: 'Ask anything about Askwell. Answers come from its documentation.',
  starters: ['How do I install the widget?', 'Does Askwell set cookies?'],
  locale: 'auto',
};

/** Only what differs from the defaults, as the text of an `askwell.config.json`. */
export function toConfigFile(draft: Draft, base: string): string {
  const sections = {
    $schema: `${base}/schema/askwell.config.json`,
    greeting: draft.greeting,
    starters: draft.starters.filter((starter) => starter.trim() !== ''),
    locale: draft.locale === 'auto' ? undefined : draft.locale,
    theme: without(draft.theme, { preset: 'default', colorScheme: 'auto', neutral: 'accent', position: 'right' }),
    launcher: without(draft.launcher, widgetDefaults.launcher),
    header: without(draft.header, {}),
    features: without(draft.features, widgetDefaults.features),
    strings: without(draft.strings, {}),
  };
  return `${JSON.stringify(sections, (_name, value: unknown) => (isEmpty(value) ? undefined : value), 2)}\n`;
}

/** The tag for a page. The launcher shows the accent and the corner from it before the config is here. */
export function toScriptTag(draft: Draft, { base, key }: { base: string; key: string }): string {
  const { accent, position } = draft.theme;
  const attributes = [
    `src="${base}/widget.js"`,
    `data-key="${key}"`,
    ...(accent === undefined ? [] : [`data-accent="${accent}"`]),
    ...(position === 'left' ? ['data-position="left"'] : []),
    'async',
  ];
  return `<script\n  ${attributes.join('\n  ')}\n></script>\n`;
}

function without(values: object, defaults: object): object {
  const initial = new Map(Object.entries(defaults));
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== initial.get(name) && value !== ''));
}

function isEmpty(value: unknown): boolean {
  return value === '' || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
}
