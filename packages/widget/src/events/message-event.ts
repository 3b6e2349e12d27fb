export interface AskwellMessageDetail {
  id: string;
  role: 'user' | 'assistant';
  text: string;
  /** Of an answer: false where the knowledge base does not cover the question. */
  answered: boolean | null;
}

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
