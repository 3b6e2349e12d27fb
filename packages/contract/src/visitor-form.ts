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

export const formMoments = ['before-first-question', 'not-answered', 'handoff'] as const;
export type FormMoment = (typeof formMoments)[number];

/** What a visitor is asked to leave, and when. */
export interface VisitorForm {
  /** Shown before the first question, when an answer was not known, before a person takes over; nowhere when empty. */
  when: FormMoment[];
  title?: string | undefined;
  /** At most 10. */
  fields: FormField[];
  /** A line to agree to; the form is refused without it. */
  consent?: string | undefined;
}
