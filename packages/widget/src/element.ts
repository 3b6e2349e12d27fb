import { AskwellChat } from './index.js';

export * from './index.js';

declare global {
  interface HTMLElementTagNameMap {
    'askwell-chat': AskwellChat;
  }
}

if ('customElements' in globalThis && !customElements.get('askwell-chat')) customElements.define('askwell-chat', AskwellChat);
