import { chatStyles } from '../components/chat/chat.styles.js';
import { AskwellChat } from '../index.js';
import { pause } from '../scheduling/pause.js';

/**
 * Called by the loader once this module is here. Reading each style sheet and upgrading the element on the page are tasks of
 * their own.
 */
export async function define(): Promise<void> {
  for (const styles of chatStyles) {
    await pause();
    // Lit reads the sheet here and keeps it.
    void styles.styleSheet;
  }
  await pause();
  if (!customElements.get('askwell-chat')) customElements.define('askwell-chat', AskwellChat);
}
