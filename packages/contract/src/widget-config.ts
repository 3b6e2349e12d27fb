import type { VisitorForm } from './visitor-form.js';
import type { ChatMode, ProactiveRule, WidgetAttachments, WidgetFeatures, WidgetHandoff } from './widget-features.js';
import type { WidgetStrings } from './widget-strings.js';
import type { WidgetHeader, WidgetLauncher, WidgetTheme } from './widget-theme.js';

/** Sections of an assistant's widget beside theme and texts. A change replaces a section whole; `{}` resets it. */
export interface WidgetSettings {
  /** Where the tag does not say. @default 'bubble' */
  mode?: ChatMode | undefined;
  launcher?: WidgetLauncher | undefined;
  header?: WidgetHeader | undefined;
  features?: WidgetFeatures | undefined;
  attachments?: WidgetAttachments | undefined;
  handoff?: WidgetHandoff | undefined;
  leadForm?: VisitorForm | undefined;
  proactive?: ProactiveRule[] | undefined;
  /** `required`: nothing is stored or sent before the visitor has agreed. @default 'none' */
  consent?: 'required' | 'none' | undefined;
  /** `enforced`: only visitors with a valid identity token. @default 'optional' */
  identity?: 'optional' | 'enforced' | undefined;
  /** Hosts whose images answers may show, such as `images.example.com` or `*.example.com`. @default none */
  imageHosts?: string[] | undefined;
}

/** `GET /v1/widget-config?key=pk_…`: what the chat needs before the first message, without what is as the defaults say. */
export interface WidgetConfig extends WidgetSettings {
  assistant: { id: string; name: string };
  greeting: string;
  starters: string[];
  theme: WidgetTheme;
  strings: WidgetStrings;
  /** A language tag, or `auto`: the page's language, then the browser's. */
  locale: string;
  features: WidgetFeatures & { feedback: boolean; copy: boolean };
}
