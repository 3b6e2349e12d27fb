/** The panel has closed. */
export class AskwellCloseEvent extends Event {
  static readonly type = 'askwell-close';
  constructor() {
    super(AskwellCloseEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'askwell-close': AskwellCloseEvent;
  }
}
