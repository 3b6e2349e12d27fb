import type { MessageNews } from '@askwell/sdk/dom';

export type AskwellMessageDetail = MessageNews;

/** A question was stored, or an answer has ended. */
export class AskwellMessageEvent extends Event {
  static readonly type = 'askwell-message';
  readonly detail: AskwellMessageDetail;
  constructor(detail: AskwellMessageDetail) {
    super(AskwellMessageEvent.type, { bubbles: true, composed: true });
    this.detail = detail;
  }
}

declare global {
  interface HTMLElementEventMap {
    'askwell-message': AskwellMessageEvent;
  }
}
