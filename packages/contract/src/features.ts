/**
 * What an assistant lets its visitors do. The server enforces each: a call of a feature that is off answers 403 `FORBIDDEN`,
 * and page context and page tools of a message are dropped without a word.
 */
export interface AssistantFeatures {
  /** Files and images with a question. @default false */
  attachments: boolean;
  /** "Talk to a person". @default false */
  handoff: boolean;
  /** Follow-up questions after an answer. @default true */
  suggestions: boolean;
  /** The page's title, address and selected text may go with a question. @default false */
  pageContext: boolean;
  /** The model may call functions of the page. @default false */
  pageTools: boolean;
}

export const defaultFeatures: AssistantFeatures = {
  attachments: false,
  handoff: false,
  suggestions: true,
  pageContext: false,
  pageTools: false,
};

export const formFieldKinds = ['name', 'email', 'text', 'long-text', 'select'] as const;
export type FormFieldKind = (typeof formFieldKinds)[number];

/** One field of an assistant's form. */
export interface FormField {
  /** The key of its value, letters, digits and `_`. */
  name: string;
  kind: FormFieldKind;
  label: string;
  /** @default false */
  required?: boolean | undefined;
  /** Only of `select`: what can be chosen. */
  options?: string[] | undefined;
}

export const formMoments = ['before-first-question', 'not-answered'] as const;
export type FormMoment = (typeof formMoments)[number];

/** What a visitor is asked to leave, and when. */
export interface VisitorForm {
  /** Shown before the first question, when an answer was not known, or both. */
  when: FormMoment[];
  title?: string | undefined;
  /** At most 10. */
  fields: FormField[];
  /** A line to agree to; the form is refused without it. */
  consent?: string | undefined;
}
