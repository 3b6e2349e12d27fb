import type { WidgetConfig, WidgetSettings } from './widget-config.js';
import type { WidgetAttachments, WidgetFeatures, WidgetHandoff } from './widget-features.js';
import type { WidgetLauncher } from './widget-theme.js';

type Complete<T> = { [Key in keyof T]-?: Exclude<T[Key], undefined> };

/** An assistant's sections with every default filled in; `header` has none. */
export interface ResolvedWidgetSettings extends Complete<WidgetSettings> {
  launcher: Complete<WidgetLauncher>;
  features: Complete<WidgetFeatures>;
  attachments: Complete<WidgetAttachments>;
  handoff: Complete<WidgetHandoff>;
}

export type ResolvedWidgetConfig = Omit<WidgetConfig, keyof WidgetSettings> & ResolvedWidgetSettings;

/** What holds for each section that an assistant leaves out. */
export const widgetDefaults: ResolvedWidgetSettings = {
  mode: 'bubble',
  launcher: { icon: 'chat', label: '', size: 'regular', offsetX: 20, offsetY: 20, zIndex: 2_147_483_000 },
  header: {},
  features: {
    feedback: true,
    copy: true,
    regenerate: true,
    edit: true,
    followUps: true,
    conversationList: true,
    unread: true,
    sound: false,
    voice: false,
    pageContext: false,
    pageTools: true,
  },
  attachments: {
    enabled: false,
    types: ['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'application/pdf', 'text/plain', 'text/markdown'],
    maxBytes: 10 * 1024 * 1024,
    maxFiles: 4,
  },
  handoff: { enabled: false, when: 'notCovered' },
  leadForm: { when: [], fields: [] },
  proactive: [],
  consent: 'none',
  identity: 'optional',
  imageHosts: [],
};

/** What the chat shows until the assistant's own config is here, or when it does not come. */
export const emptyWidgetConfig: WidgetConfig = {
  assistant: { id: '', name: '' },
  greeting: '',
  starters: [],
  theme: {},
  strings: {},
  locale: 'auto',
  features: { feedback: true, copy: true },
};

/** Fills the defaults into an assistant or a config; a reply of an older server, or a part of one, is complete too. */
export function resolveWidgetSettings(settings: WidgetSettings): ResolvedWidgetSettings {
  return {
    mode: settings.mode ?? widgetDefaults.mode,
    launcher: filled(widgetDefaults.launcher, settings.launcher),
    header: settings.header ?? widgetDefaults.header,
    features: filled(widgetDefaults.features, settings.features),
    attachments: filled(widgetDefaults.attachments, settings.attachments),
    handoff: filled(widgetDefaults.handoff, settings.handoff),
    leadForm: settings.leadForm ?? widgetDefaults.leadForm,
    proactive: settings.proactive ?? widgetDefaults.proactive,
    consent: settings.consent ?? widgetDefaults.consent,
    identity: settings.identity ?? widgetDefaults.identity,
    imageHosts: settings.imageHosts ?? widgetDefaults.imageHosts,
  };
}

export function resolveWidgetConfig(config: Partial<WidgetConfig>): ResolvedWidgetConfig {
  return { ...emptyWidgetConfig, ...config, ...resolveWidgetSettings(config) };
}

function filled<T extends object>(defaults: T, given: { [Key in keyof T]?: unknown } = {}): T {
  const own = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...defaults, ...(Object.fromEntries(own) as Partial<T>) };
}
