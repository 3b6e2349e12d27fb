import type { ChatFailure } from '@askwell/sdk/chat';

/** Something failed that the visitor was told about: a question, an answer, or the session. */
export class AskwellErrorEvent extends Event {
  static readonly type = 'askwell-error';
  readonly detail: ChatFailure;
  constructor(detail: ChatFailure) {
    super(AskwellErrorEvent.type, { bubbles: true, composed: true });
    this.detail = detail;
  }
}

declare global {
  interface HTMLElementEventMap {
    'askwell-error': AskwellErrorEvent;
  }
}
