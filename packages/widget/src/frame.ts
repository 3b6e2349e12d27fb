import { AskwellFrame } from './frame/askwell-frame.js';

export { AskwellFrame };

declare global {
  interface HTMLElementTagNameMap {
    'askwell-frame': AskwellFrame;
  }
}

if ('customElements' in globalThis && !customElements.get('askwell-frame')) customElements.define('askwell-frame', AskwellFrame);
