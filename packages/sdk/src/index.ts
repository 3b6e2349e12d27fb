export { createClient, type AskwellClient, type ClientOptions } from './client.js';
export { AnswerStream, type FinalAnswer } from './answer-stream.js';
export type { AnswerIds } from './read-answer.js';
export type { ConversationsResource, PageOptions, Question } from './resources/conversations.js';
export type { MessagesResource } from './resources/messages.js';
export type { RunsResource } from './resources/runs.js';
export type { Clock } from './clock.js';
export type { KeyValueStorage } from './storage.js';
export type { Call, Fetch } from './request.js';
export type { TransportOptions } from './transport.js';
export {
  AskwellAbortError,
  AskwellAnswerError,
  AskwellConfigurationError,
  AskwellConnectionError,
  AskwellError,
  AskwellProblemError,
  AskwellResponseError,
  AskwellTimeoutError,
  type AskwellErrorDetails,
  type ClientErrorCode,
} from './errors.js';
export type {
  AnswerSource,
  AnswerStatus,
  Attachment,
  Citation,
  Conversation,
  ErrorCode,
  Feedback,
  Handoff,
  HandoffContact,
  Message,
  NewHandoff,
  NewVisitorDetails,
  Page,
  PageContext,
  PageTool,
  Problem,
  StreamPart,
  ToolCall,
  ToolResult,
  Usage,
  VisitorDetails,
  VisitorIdentity,
  VisitorSelf,
  WidgetConfig,
  WidgetTheme,
} from '@askwell/contract';
