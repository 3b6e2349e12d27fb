import type {
  ChatMode,
  ProactiveRule,
  VisitorForm,
  WidgetAttachments,
  WidgetFeatures,
  WidgetHandoff,
  WidgetHeader,
  WidgetLauncher,
  WidgetSettings,
  WidgetStrings,
  WidgetTheme,
} from '@askwell/contract';
import { widgetDefaults } from '@askwell/sdk/dom';

/** The settings that the levers move. */
export interface Draft {
  mode: ChatMode;
  theme: WidgetTheme;
  launcher: WidgetLauncher;
  header: WidgetHeader;
  features: WidgetFeatures;
  attachments: WidgetAttachments;
  handoff: WidgetHandoff;
  leadForm: VisitorForm;
  proactive: ProactiveRule[];
  consent: NonNullable<WidgetSettings['consent']>;
  identity: NonNullable<WidgetSettings['identity']>;
  imageHosts: string[];
  strings: WidgetStrings;
  greeting: string;
  starters: string[];
  locale: string;
}

export const firstDraft: Draft = {
  mode: 'bubble',
  theme: {},
  launcher: {},
  header: {},
  features: {},
  attachments: {},
  handoff: {},
  leadForm: { when: [], fields: [] },
  proactive: [],
  consent: 'none',
  identity: 'optional',
  imageHosts: [],
  strings: {},
  greeting: 'Ask anything about Askwell. Answers come from its documentation.',
  starters: ['How do I install the widget?', 'Does Askwell set cookies?'],
  locale: 'auto',
};

/** The draft without what is not whole yet: empty lines, rules that say nothing, a form without fields. */
export function wholeDraft(draft: Draft): Draft {
  const fields = draft.leadForm.fields.filter(({ name, label }) => name !== '' && label !== '');
  return {
    ...draft,
    starters: filledLines(draft.starters),
    imageHosts: filledLines(draft.imageHosts),
    attachments: draft.attachments.types
      ? { ...draft.attachments, types: filledLines(draft.attachments.types) }
      : draft.attachments,
    proactive: draft.proactive.filter(({ message }) => message.trim() !== ''),
    leadForm: fields.length === 0 || draft.leadForm.when.length === 0 ? firstDraft.leadForm : { ...draft.leadForm, fields },
  };
}

/** Only what differs from the defaults, as the text of an `askwell.config.json`. */
export function toConfigFile(unfinished: Draft, base: string): string {
  const draft = wholeDraft(unfinished);
  const sections = {
    $schema: `${base}/schema/askwell.config.json`,
    mode: draft.mode === widgetDefaults.mode ? undefined : draft.mode,
    greeting: draft.greeting,
    starters: draft.starters,
    locale: draft.locale === 'auto' ? undefined : draft.locale,
    theme: without(draft.theme, { preset: 'default', colorScheme: 'auto', neutral: 'accent', position: 'right' }),
    launcher: without(draft.launcher, widgetDefaults.launcher),
    header: without(draft.header, {}),
    features: without(draft.features, widgetDefaults.features),
    attachments: without(draft.attachments, widgetDefaults.attachments),
    handoff: without(draft.handoff, widgetDefaults.handoff),
    leadForm: draft.leadForm.fields.length === 0 ? undefined : draft.leadForm,
    proactive: draft.proactive,
    consent: draft.consent === widgetDefaults.consent ? undefined : draft.consent,
    identity: draft.identity === widgetDefaults.identity ? undefined : draft.identity,
    imageHosts: draft.imageHosts,
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

function filledLines(lines: readonly string[]): string[] {
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}

function without(values: object, defaults: object): object {
  const initial = new Map(Object.entries(defaults));
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== initial.get(name) && value !== ''));
}

function isEmpty(value: unknown): boolean {
  return value === '' || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
}
