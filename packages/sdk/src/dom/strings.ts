import type { AnswerStatus, WidgetConfig, WidgetStringKey, WidgetStrings } from '@askwell/contract';
import type { ChatFailure } from '../chat/chat-types.js';

export type ResolvedStrings = Record<WidgetStringKey, string>;

/**
 * The English texts that a chat opens with; the others come with `loadTexts`. `{count}` stands for a number,
 * `{count|page|pages}` for a word that depends on it.
 */
export const openingStrings = {
  open: 'Open chat',
  close: 'Close chat',
  title: 'Ask a question',
  placeholder: 'Ask a question',
  send: 'Send',
  stop: 'Stop',
  retry: 'Try again',
  newText: 'New text below',
  searching: 'Searching',
  online: 'Online',
  offline: 'You are offline',
  errorGeneric: 'Something stopped the answer. Your message is kept.',
  errorNetwork: 'Could not reach the server. Your message is kept.',
  you: 'You',
  footer: 'Answers come from this site’s pages. Check the sources.',
  menu: 'Menu',
  transcript: 'Conversation',
  cancel: 'Cancel',
  attach: 'Attach a file',
  speak: 'Speak your question',
  accept: 'Start the chat',
  offlineKept: 'You are offline. Your message is kept.',
} satisfies WidgetStrings;

/** A locale's texts: one for each key, in the order of `widgetStringKeys`. */
export type LocaleTexts = readonly string[];

/**
 * The tenant's texts over those that were loaded, over the English ones that a chat opens with; a text that is not a string is
 * passed over, and one that is missing reads as its key. Each text remembers its language, for the plurals in it.
 */
export function resolveStrings(
  config: Pick<WidgetConfig, 'strings'>,
  { locale = 'en', texts = {} }: { locale?: string; texts?: WidgetStrings } = {},
): ResolvedStrings {
  const own = Object.entries(config.strings).filter(([, text]) => typeof text === 'string');
  const all = Object.entries({ ...openingStrings, ...texts, ...(Object.fromEntries(own) as WidgetStrings) });
  const tagged = all.map(([key, text]) => [key, text.replace(/\{(\w+)\|(?=\w+=)/g, `{$1@${locale}|`)]);
  return new Proxy(Object.fromEntries(tagged) as ResolvedStrings, {
    get: (all, key) => textOf(all, key as WidgetStringKey | symbol),
  });
}

/** A text that cannot be had is made of its key: a button that says little is better than one without a name. */
function textOf(strings: ResolvedStrings, key: WidgetStringKey | symbol): string | undefined {
  return typeof key === 'symbol' ? undefined : (strings[key] ?? key.replace(/[A-Z]/g, ' $&'));
}

/**
 * Fills `{name}`, `{name|one|other}` and, for languages with more forms, `{name|one=…|few=…|other=…}` by the plural categories
 * of `Intl.PluralRules`. A name without a value stays as it is; a text that has not been loaded is empty.
 */
export function formatString(template: string | undefined, values: Readonly<Record<string, string | number>>): string {
  return (template ?? '').replace(
    /\{(\w+)(?:@([\w-]+))?(?:\|([^}]*))?\}/g,
    (whole: string, name: string, locale?: string, forms?: string) => {
      const value = Object.hasOwn(values, name) ? values[name] : undefined;
      if (value === undefined) return whole;
      if (forms === undefined) return String(value);
      return pickForm(Number(value), forms.split('|'), locale) ?? whole;
    },
  );
}

function pickForm(count: number, forms: readonly string[], locale = 'en'): string | undefined {
  if (forms[0]?.includes('=') !== true) return forms.length === 2 ? forms[count === 1 ? 0 : 1] : undefined;
  const byCategory = new Map(forms.map((form) => [form.slice(0, form.indexOf('=')), form.slice(form.indexOf('=') + 1)]));
  return byCategory.get(new Intl.PluralRules(locale).select(count)) ?? byCategory.get('other');
}

/** What the assistant is doing, for the status line. */
export function statusText(status: AnswerStatus, strings: ResolvedStrings): string {
  switch (status.phase) {
    case 'searching':
      return strings.searching;
    case 'reading':
      return formatString(strings.reading, { count: status.pages });
    case 'answering':
      return strings.answering;
    default:
      return unknownPhase(status, strings);
  }
}

/**
 * What happened and what to do next, without a code.
 * @param now Epoch milliseconds, for the wait that a rate limit names. @default Date.now()
 */
export function failureText(failure: ChatFailure, strings: ResolvedStrings, now: number = Date.now()): string {
  switch (failure.code) {
    case 'NETWORK':
      return strings.errorNetwork;
    case 'RATE_LIMITED':
      return formatString(strings.errorRateLimited, { seconds: waitSeconds(failure, now) });
    case 'ANSWER_INTERRUPTED':
    case 'PROVIDER_INTERRUPTED':
      return strings.interrupted;
    case 'IDENTITY_REQUIRED':
    case 'IDENTITY_INVALID':
      return strings.signIn;
    // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- every other code reads the same to a visitor
    default:
      return strings.errorGeneric;
  }
}

function waitSeconds(failure: ChatFailure, now: number): number {
  return failure.retryAt === undefined ? 30 : Math.max(1, Math.ceil((failure.retryAt - now) / 1000));
}

function unknownPhase(_status: never, strings: ResolvedStrings): string {
  return strings.answering;
}
