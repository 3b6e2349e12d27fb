import type { ChatState } from '@askwell/sdk/chat';
import { statusText, type ResolvedStrings } from '@askwell/sdk/dom';
import { takeSentences } from './sentences.js';

/** Puts finished sentences of the running answer, its status words and failures into a polite live region. */
export class Announcer {
  #answerId = '';
  #spoken = 0;
  #last = '';

  /** Leaves what stands in the transcript unspoken: a conversation that was brought back. */
  skip(state: ChatState): void {
    const answer = state.items.at(-1);
    if (answer?.kind !== 'answer') return;
    this.#answerId = answer.runId;
    this.#spoken = answer.text.length;
  }

  update(region: HTMLElement | null, state: ChatState, strings: ResolvedStrings): void {
    const answer = state.items.at(-1);
    if (!region || answer?.kind !== 'answer') return;
    if (answer.runId !== this.#answerId) {
      this.#answerId = answer.runId;
      this.#spoken = 0;
    }
    if (answer.state === 'pending' && answer.status) this.say(region, statusText(answer.status, strings));
    const running = answer.state === 'pending' || answer.state === 'streaming';
    const { sentences, next } = takeSentences(answer.text, this.#spoken, !running);
    this.#spoken = next;
    for (const sentence of sentences) this.say(region, sentence);
  }

  say(region: HTMLElement | null, text: string): void {
    if (!region || text === this.#last) return;
    this.#last = text;
    const line = document.createElement('p');
    line.textContent = text;
    region.append(line);
    while (region.childElementCount > 12) region.firstElementChild?.remove();
  }
}
