/** Levers a tenant sets; every colour of the chat derives from `accent`. */
export interface WidgetTheme {
  /** CSS hex colour, `#rrggbb`. */
  accent?: string | undefined;
  colorScheme?: 'auto' | 'light' | 'dark' | undefined;
  radius?: 'none' | 'small' | 'medium' | 'large' | undefined;
  density?: 'compact' | 'comfortable' | undefined;
  position?: 'right' | 'left' | undefined;
  /** A CSS font stack that the host page already has; nothing is downloaded. */
  fontFamily?: string | undefined;
}

/** Texts of the interface that a tenant may replace, by key of the built-in locale. */
export type WidgetStrings = Partial<Record<WidgetStringKey, string>>;

export const widgetStringKeys = [
  'open',
  'close',
  'title',
  'placeholder',
  'send',
  'stop',
  'retry',
  'copy',
  'copied',
  'helpful',
  'notHelpful',
  'newText',
  'searching',
  'reading',
  'answering',
  'online',
  'offline',
  'sources',
  'openPage',
  'newConversation',
  'errorGeneric',
  'errorNetwork',
  'errorRateLimited',
  'interrupted',
  'stopped',
  'you',
  'footer',
  'menu',
  'transcript',
  'suggestions',
  'nearest',
  'quote',
  'source',
  'page',
  'newTab',
  'closeSource',
  'tooLong',
  'charactersLeft',
  'originRefused',
  'keyRefused',
  'reload',
] as const;
export type WidgetStringKey = (typeof widgetStringKeys)[number];

/** `GET /v1/widget-config?key=pk_…`: everything the chat needs before the first message. */
export interface WidgetConfig {
  assistant: { id: string; name: string };
  greeting: string;
  starters: string[];
  theme: WidgetTheme;
  strings: WidgetStrings;
  locale: string;
  features: { feedback: boolean; copy: boolean };
}
