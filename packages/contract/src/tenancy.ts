import type { WidgetStrings, WidgetTheme } from './widget-config.js';

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
export interface AssistantChanges {
  name?: string | undefined;
  instructions?: string | undefined;
  greeting?: string | undefined;
  starters?: string[] | undefined;
  theme?: WidgetTheme | undefined;
  strings?: WidgetStrings | undefined;
  locale?: string | undefined;
  allowedOrigins?: string[] | undefined;
  /** Lets clients without an Origin header (native apps, scripts) open sessions. */
  allowMissingOrigin?: boolean | undefined;
  model?: ModelSettings | undefined;
}

export interface Assistant {
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
  model: ModelSettings;
}
