import {
  isTerminalPart,
  type Attachment,
  type Feedback,
  type HandoffNotice,
  type Message,
  type StreamPart,
  type UserMessage,
  type VisitorSelf,
} from '@askwell/contract';
import { applyPart } from './apply-part.js';
import type { ChatAnswer, ChatAttachment, ChatFailure, ChatItem, ChatQuestion, ChatState, ChatStatus } from './chat-types.js';
import { mergeMessages, sentQuestion, type StoredMessages } from './merge-messages.js';
import { toChatItem } from './to-chat-item.js';

export interface AskedQuestion {
  clientMessageId: string;
  text: string;
  attachments: readonly Attachment[];
  /** The id of the answer whose turn it replaces. */
  replaces: string | null;
}

export type ChatEvent =
  | { type: 'restore-started'; conversationId: string }
  | { type: 'restored'; messages: readonly Message[] }
  /** `failure` null: the conversation is gone, which a visitor need not be told. */
  | { type: 'restore-failed'; failure: ChatFailure | null }
  | ({ type: 'asked' } & AskedQuestion)
  | { type: 'conversation-opened'; conversationId: string }
  /** The server no longer knows the conversation; the question goes into another. */
  | { type: 'conversation-lost' }
  | { type: 'question-stored'; clientMessageId: string; runId: string; messageId: string }
  | { type: 'question-failed'; clientMessageId: string; failure: ChatFailure }
  | { type: 'resumed'; runId: string }
  | { type: 'part'; runId: string; part: StreamPart }
  | { type: 'answer-lost'; runId: string; failure: ChatFailure }
  | { type: 'answer-stopped'; runId: string }
  /** The run's events are gone; this is its stored end. */
  | { type: 'answer-found'; message: Message }
  /** Another tab or device, or this one, has asked. */
  | { type: 'question-heard'; question: UserMessage; answer: { id: string; runId: string }; replaces: string | null }
  /** The newest stored messages were read again. */
  | ({ type: 'caught-up' } & StoredMessages)
  | { type: 'rated'; messageId: string; feedback: Feedback | null }
  | { type: 'suggested'; messageId: string; suggestions: readonly string[] }
  /** `id` is the one it had before. */
  | { type: 'attachment-changed'; id: string; attachment: ChatAttachment }
  | { type: 'attachment-removed'; id: string }
  | { type: 'visitor-read'; visitor: VisitorSelf | null }
  | { type: 'handoff-changed'; handoff: HandoffNotice | null }
  | { type: 'drafted'; text: string }
  | { type: 'network'; online: boolean }
  | { type: 'left' }
  | { type: 'closed' };

/** A terminal part is the row `ended`. */
type Row = ChatEvent['type'] | 'ended';
type Transitions = Record<ChatStatus, ChatStatus | null>;

const stay: Transitions = {
  idle: 'idle',
  loading: 'loading',
  sending: 'sending',
  streaming: 'streaming',
  resuming: 'resuming',
  closed: null,
};
const nowhere: Transitions = { idle: null, loading: null, sending: null, streaming: null, resuming: null, closed: null };
const answering: Transitions = { ...nowhere, streaming: 'idle', resuming: 'idle' };

/** SPEC.md, "Transitions": the status after each event in each status; null ignores the event. */
export const transitions: Record<Row, Transitions> = {
  'restore-started': { ...nowhere, idle: 'loading' },
  restored: { ...nowhere, loading: 'idle' },
  'restore-failed': { ...nowhere, loading: 'idle' },
  asked: { ...nowhere, idle: 'sending' },
  'conversation-opened': { ...nowhere, idle: 'idle', sending: 'sending' },
  'conversation-lost': { ...nowhere, sending: 'sending' },
  'question-stored': { ...nowhere, sending: 'streaming' },
  'question-failed': { ...nowhere, sending: 'idle' },
  resumed: { ...nowhere, idle: 'resuming' },
  part: { ...nowhere, streaming: 'streaming', resuming: 'streaming' },
  ended: answering,
  'answer-lost': answering,
  'answer-stopped': answering,
  'answer-found': answering,
  'question-heard': { ...stay, loading: null },
  'caught-up': { ...stay, loading: null },
  rated: stay,
  suggested: stay,
  'attachment-changed': stay,
  'attachment-removed': stay,
  'visitor-read': stay,
  'handoff-changed': stay,
  drafted: stay,
  network: stay,
  left: { idle: 'idle', loading: 'idle', sending: 'idle', streaming: 'idle', resuming: 'idle', closed: null },
  closed: { idle: 'closed', loading: 'closed', sending: 'closed', streaming: 'closed', resuming: 'closed', closed: null },
};

export function initialChatState(online: boolean): ChatState {
  return {
    status: 'idle',
    online,
    conversationId: null,
    items: [],
    draft: '',
    failure: null,
    attachments: [],
    visitor: null,
    handoff: null,
  };
}

/** The next state; the same object where nothing changed, and the same item objects where an item did not. */
export function reduce(state: ChatState, event: ChatEvent): ChatState {
  const row: Row = event.type === 'part' && isTerminalPart(event.part) ? 'ended' : event.type;
  const status = transitions[row][state.status];
  return status === null ? state : apply(status === state.status ? state : { ...state, status }, event);
}

function apply(state: ChatState, event: ChatEvent): ChatState {
  switch (event.type) {
    case 'restore-started':
      return { ...state, conversationId: event.conversationId, failure: null };
    case 'restored':
      return { ...state, items: event.messages.map(toChatItem) };
    case 'restore-failed':
      return { ...state, failure: event.failure, conversationId: event.failure === null ? null : state.conversationId };
    case 'asked':
      return ask(state, event);
    case 'conversation-opened':
      return { ...state, conversationId: event.conversationId };
    case 'conversation-lost':
      return { ...state, conversationId: null };
    case 'question-stored':
      return storeQuestion(state, event.clientMessageId, newAnswer(event));
    case 'question-failed':
      return failQuestion(state, event.clientMessageId, event.failure);
    case 'resumed':
      return changeAnswer(state, event.runId, (answer) => ({
        ...answer,
        state: answer.text === '' ? 'pending' : 'streaming',
        failure: null,
      }));
    case 'part':
      return changeAnswer(state, event.runId, (answer) => applyPart(answer, event.part));
    case 'answer-lost':
      return changeAnswer(state, event.runId, (answer) => ({
        ...answer,
        state: 'interrupted',
        status: null,
        failure: event.failure,
      }));
    case 'answer-stopped':
      return changeAnswer(state, event.runId, (answer) => ({ ...answer, state: 'stopped', status: null, failure: null }));
    case 'answer-found':
      return changeItems(state, (item) => (item.id === event.message.id ? toChatItem(event.message) : item));
    case 'question-heard':
      return hearQuestion(state, event);
    case 'caught-up': {
      const items = mergeMessages(state.items, event);
      return items === state.items ? state : { ...state, items };
    }
    case 'rated':
      return changeItems(state, (item) =>
        item.kind === 'answer' && item.id === event.messageId ? { ...item, feedback: event.feedback } : item,
      );
    case 'suggested':
      return changeItems(state, (item) =>
        item.kind === 'answer' && item.id === event.messageId ? { ...item, suggestions: event.suggestions } : item,
      );
    case 'attachment-changed':
      return { ...state, attachments: withAttachment(state.attachments, event.id, event.attachment) };
    case 'attachment-removed':
      return { ...state, attachments: state.attachments.filter(({ id }) => id !== event.id) };
    case 'visitor-read':
      return { ...state, visitor: event.visitor };
    case 'handoff-changed':
      return { ...state, handoff: event.handoff };
    case 'drafted':
      return state.draft === event.text ? state : { ...state, draft: event.text };
    case 'network':
      return state.online === event.online ? state : { ...state, online: event.online };
    case 'left':
      return { ...state, conversationId: null, items: [], failure: null, attachments: [], handoff: null };
    case 'closed':
      return state;
    default:
      return unknownEvent(event, state);
  }
}

function ask(state: ChatState, asked: AskedQuestion): ChatState {
  const { clientMessageId, text, attachments, replaces } = asked;
  const question: ChatQuestion = {
    kind: 'question',
    id: clientMessageId,
    clientMessageId,
    text,
    state: 'sending',
    failure: null,
    attachments,
    replaces,
  };
  const draft = state.draft.trim() === text ? '' : state.draft;
  const left = withoutTurn(withoutReplaced(state.items, clientMessageId, text), replaces);
  const sent = new Set(attachments.map(({ id }) => id));
  const waiting = state.attachments.filter(({ id }) => !sent.has(id));
  return { ...state, items: [...left, question], draft, failure: null, attachments: waiting };
}

function withoutTurn(items: readonly ChatItem[], messageId: string | null): readonly ChatItem[] {
  const place = messageId === null ? -1 : items.findIndex(({ id }) => id === messageId);
  if (place === -1) return items;
  const isAnswered = items[place]?.kind === 'answer' && items[place - 1]?.kind === 'question';
  return items.slice(0, isAnswered ? place - 1 : place);
}

/** Drops what the new question takes the place of: a question that never arrived, or the same one whose answer failed empty. */
function withoutReplaced(items: readonly ChatItem[], clientMessageId: string, text: string): readonly ChatItem[] {
  const last = items.at(-1);
  if (last?.kind === 'question' && (last.state === 'failed' || last.clientMessageId === clientMessageId))
    return items.slice(0, -1);
  const before = items.at(-2);
  const failedEmpty = last?.kind === 'answer' && last.text === '' && (last.state === 'failed' || last.state === 'interrupted');
  return failedEmpty && before?.kind === 'question' && before.text === text ? items.slice(0, -2) : items;
}

function withAttachment(all: readonly ChatAttachment[], id: string, changed: ChatAttachment): readonly ChatAttachment[] {
  return all.some((other) => other.id === id) ? all.map((other) => (other.id === id ? changed : other)) : [...all, changed];
}

function newAnswer(event: { messageId: string; runId: string }): ChatAnswer {
  return {
    kind: 'answer',
    id: event.messageId,
    runId: event.runId,
    text: '',
    state: 'pending',
    status: null,
    answered: null,
    citations: [],
    sources: [],
    feedback: null,
    failure: null,
    suggestions: [],
    toolCalls: [],
  };
}

/** The events of the visitor may have told of it before the answer to the request did. */
function storeQuestion(state: ChatState, clientMessageId: string, answer: ChatAnswer): ChatState {
  const sent = changeQuestion(state, clientMessageId, { state: 'sent', failure: null });
  return hasRun(sent, answer.runId) ? sent : { ...sent, items: [...sent.items, answer] };
}

function hearQuestion(
  state: ChatState,
  { question, answer, replaces }: { question: UserMessage; answer: { id: string; runId: string }; replaces: string | null },
): ChatState {
  if (hasRun(state, answer.runId)) return state;
  const begun = newAnswer({ messageId: answer.id, runId: answer.runId });
  const own = state.items.findIndex((item) => item.kind === 'question' && item.clientMessageId === question.clientMessageId);
  const asked = state.items[own];
  if (asked?.kind === 'question') {
    const items = [...state.items.slice(0, own), sentQuestion(asked), begun, ...state.items.slice(own + 1)];
    return { ...state, items, draft: asked.state === 'failed' && state.draft === asked.text ? '' : state.draft };
  }
  const items = withoutTurn(state.items, replaces);
  // what this chat has not sent yet comes after what others have
  const last = items.at(-1);
  const end = last?.kind === 'question' && last.state !== 'sent' ? items.length - 1 : items.length;
  return { ...state, items: [...items.slice(0, end), toChatItem(question), begun, ...items.slice(end)] };
}

function hasRun(state: ChatState, runId: string): boolean {
  return state.items.some((item) => item.kind === 'answer' && item.runId === runId);
}

function failQuestion(state: ChatState, clientMessageId: string, failure: ChatFailure): ChatState {
  const failed = changeQuestion(state, clientMessageId, { state: 'failed', failure });
  const question = failed.items.find((item) => item.kind === 'question' && item.clientMessageId === clientMessageId);
  const isFailed = question?.kind === 'question' && question.state === 'failed';
  return isFailed && failed.draft === '' ? { ...failed, draft: question.text } : failed;
}

function changeQuestion(state: ChatState, id: string, change: Partial<ChatQuestion>): ChatState {
  return changeItems(state, (item) =>
    item.kind === 'question' && item.clientMessageId === id && item.state === 'sending' ? { ...item, ...change } : item,
  );
}

function changeAnswer(state: ChatState, runId: string, change: (answer: ChatAnswer) => ChatAnswer): ChatState {
  return changeItems(state, (item) => (item.kind === 'answer' && item.runId === runId ? change(item) : item));
}

function changeItems(state: ChatState, change: (item: ChatItem) => ChatItem): ChatState {
  let changed = false;
  const items = state.items.map((item) => {
    const next = change(item);
    changed ||= next !== item;
    return next;
  });
  return changed ? { ...state, items } : state;
}

function unknownEvent(_event: never, state: ChatState): ChatState {
  return state;
}
