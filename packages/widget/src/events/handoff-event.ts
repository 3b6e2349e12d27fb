export interface AskwellHandoffDetail {
  conversationId: string | null;
}

/** The visitor asked for a person, and the server has passed it on. */
export class AskwellHandoffEvent extends Event {
  static readonly type = 'askwell-handoff';
  readonly detail: AskwellHandoffDetail;
  constructor(detail: AskwellHandoffDetail) {
    super(AskwellHandoffEvent.type, { bubbles: true, composed: true });
    this.detail = detail;
  }
}

declare global {
  interface HTMLElementEventMap {
    'askwell-handoff': AskwellHandoffEvent;
  }
}
