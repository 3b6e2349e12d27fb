/** The panel has opened. */
export class AskwellOpenEvent extends Event {
  static readonly type = 'askwell-open';
  constructor() {
    super(AskwellOpenEvent.type, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'askwell-open': AskwellOpenEvent;
  }
}
