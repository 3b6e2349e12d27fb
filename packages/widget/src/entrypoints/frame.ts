import { AskwellFrame } from '../frame/askwell-frame.js';

/** Called by the loader instead of the chat's own element where the tag says `data-isolation="iframe"`. */
export async function define(): Promise<void> {
  if (!customElements.get('askwell-frame')) customElements.define('askwell-frame', AskwellFrame);
}
