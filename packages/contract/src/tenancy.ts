import type { WidgetSettings } from './widget-config.js';
import type { WidgetStrings } from './widget-strings.js';
import type { WidgetTheme } from './widget-theme.js';

/** Body of `POST /v1/tenants`. */
export interface NewTenant {
  name: string;
  /** Exact origins, or `https://*.example.com` for any depth of sub-domain. */
  allowedOrigins?: string[] | undefined;
}

/** The only answer in which the secret key stands. */
export interface CreatedTenant {
  tenant: { id: string; name: string };
  assistant: { id: string };
  keys: { secret: string; publishable: string };
}

export interface ModelSettings {
  model?: string | undefined;
  temperature?: number | undefined;
  maxOutputTokens?: number | undefined;
}

/** Body of `PATCH /v1/assistants/:id`: only what is given changes. */
export interface AssistantChanges extends WidgetSettings {
  name?: string | undefined;
  instructions?: string | undefined;
  greeting?: string | undefined;
  starters?: string[] | undefined;
  theme?: WidgetTheme | undefined;
  strings?: WidgetStrings | undefined;
  /** A language tag such as `de`, or `auto` for the page's language, then the browser's. @default 'auto' */
  locale?: string | undefined;
  allowedOrigins?: string[] | undefined;
  /** Lets clients without an Origin header (native apps, scripts) open sessions. */
  allowMissingOrigin?: boolean | undefined;
  /** Gives what an anonymous visitor asked to the user who then signs in, once. @default false */
  claimAnonymous?: boolean | undefined;
  model?: ModelSettings | undefined;
}

export interface Assistant extends WidgetSettings {
  id: string;
  name: string;
  instructions: string;
  greeting: string;
  starters: string[];
  theme: WidgetTheme;
  strings: WidgetStrings;
  locale: string;
  allowedOrigins: string[];
  allowMissingOrigin: boolean;
  claimAnonymous: boolean;
  model: ModelSettings;
}
