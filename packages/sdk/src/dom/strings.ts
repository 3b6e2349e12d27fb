import type { AnswerStatus, WidgetConfig, WidgetStringKey } from '@askwell/contract';
import type { ChatFailure } from '../chat/chat-types.js';

export type ResolvedStrings = Record<WidgetStringKey, string>;

/** The built-in English texts. `{count}` stands for a number, `{count|page|pages}` for a word that follows it. */
export const defaultStrings: ResolvedStrings = {
  open: 'Open chat',
  close: 'Close chat',
  title: 'Ask a question',
  placeholder: 'Ask a question',
  send: 'Send',
  stop: 'Stop',
  retry: 'Try again',
  copy: 'Copy',
  copied: 'Copied',
  helpful: 'Helpful',
  notHelpful: 'Not helpful',
  newText: 'New text below',
  searching: 'Searching',
  reading: 'Reading {count} {count|page|pages}',
  answering: 'Answering',
  online: 'Online',
  offline: 'You are offline',
  sources: 'Sources',
  openPage: 'Open page',
  newConversation: 'New conversation',
  errorGeneric: 'Something stopped the answer. Your message is kept.',
  errorNetwork: 'Could not reach the server. Your message is kept.',
  errorRateLimited: 'Too many messages at once. Your message is kept. It can be sent in {seconds} {seconds|second|seconds}.',
  interrupted: 'The answer broke off here.',
  stopped: 'Stopped',
  you: 'You',
  footer: 'Answers come from this site’s pages. Check the sources.',
  menu: 'Menu',
  transcript: 'Conversation',
  suggestions: 'Suggested questions',
  nearest: 'Nearest pages',
  quote: 'Quoted passage',
  source: 'Source {number}',
  page: 'page {page}',
  newTab: 'opens in a new tab',
  closeSource: 'Close source',
  tooLong: 'Too long by {count} {count|character|characters}',
  charactersLeft: '{count} {count|character|characters} left',
  originRefused:
    'This chat may not be shown on this site yet. If the site is yours, add its origin to the assistant’s allowed origins.',
  keyRefused: 'This chat does not exist any more, or its address was not copied whole. Check the key at the end of the address.',
  reload: 'Reload',
  cancel: 'Cancel',
  back: 'Back',
  launcherFailed: 'The chat could not load. Try again',
  reconnecting: 'Connecting again',
  unread: '{count} new {count|message|messages}',
  conversations: 'Conversations',
  noConversations: 'No conversations yet',
  regenerate: 'Answer again',
  edit: 'Edit question',
  followUps: 'Ask next',
  copyCode: 'Copy code',
  comment: 'What could be better?',
  sendComment: 'Send comment',
  thanks: 'Thank you',
  attach: 'Attach a file',
  removeFile: 'Remove {name}',
  fileTooLarge: '{name} is larger than {size}.',
  fileType: '{name} is not a kind of file that can be sent here.',
  fileFailed: '{name} could not be sent.',
  uploading: 'Sending {name}',
  speak: 'Speak your question',
  listening: 'Listening',
  noMicrophone: 'The microphone is not available.',
  soundOn: 'Turn sound on',
  soundOff: 'Turn sound off',
  handoff: 'Talk to a person',
  handoffSent: 'A person has your conversation and will answer.',
  required: 'Fill in this field.',
  emailInvalid: 'Enter an address like name@example.com.',
  skip: 'Not now',
  consent: 'This chat sends your questions to the site and keeps the conversation on this device.',
  accept: 'Start the chat',
  clearData: 'Delete my data',
  clearDataConfirm: 'Delete all your conversations, here and on the server?',
  clearDataDone: 'Your conversations are deleted.',
  toolAsk: 'May the assistant do this on the page: {name}?',
  allow: 'Allow',
  deny: 'Do not allow',
  toolDone: 'Done: {name}',
  signIn: 'Sign in to use this chat.',
  dismiss: 'Dismiss',
  search: 'Search',
  delete: 'Delete',
  noMatches: 'Nothing found',
  tooManyFiles: 'At most {count} {count|file|files}.',
  editing: 'Editing your last question',
  offlineKept: 'You are offline. Your message is kept.',
};

/** The tenant's texts over the built-in ones; a text that is not a string is passed over. */
export function resolveStrings(config: Pick<WidgetConfig, 'strings'>): ResolvedStrings {
  const resolved = { ...defaultStrings };
  for (const key of Object.keys(defaultStrings) as WidgetStringKey[]) {
    const own = config.strings[key];
    if (typeof own === 'string') resolved[key] = own;
  }
  return resolved;
}

/** Fills `{name}` and `{name|one|other}`; a name without a value stays as it is. */
export function formatString(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g, (whole: string, name: string, one?: string, other?: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) return whole;
    if (one === undefined || other === undefined) return String(value);
    return Number(value) === 1 ? one : other;
  });
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
