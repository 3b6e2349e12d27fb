import type { ChatState } from '../chat/chat-types.js';
import { statusText, type ResolvedStrings } from './strings.js';
import { takeSentences } from './take-sentences.js';

const keptLines = 12;

/** Puts finished sentences of the running answer and its status words into a polite live region. An answer that was there before stays unspoken. */
export class Announcer {
  #runId = '';
  #spoken = 0;
  #last = '';

  update(region: HTMLElement | null, state: ChatState, strings: ResolvedStrings): void {
    const answer = state.items.at(-1);
    if (!region || answer?.kind !== 'answer') return;
    const running = answer.state === 'pending' || answer.state === 'streaming';
    if (answer.runId !== this.#runId) {
      this.#runId = answer.runId;
      this.#spoken = running || wasAskedHere(state) ? 0 : answer.text.length;
    }
    if (answer.state === 'pending' && answer.status) this.say(region, statusText(answer.status, strings));
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
    while (region.childElementCount > keptLines) region.firstElementChild?.remove();
  }
}

/** A question that came with a former conversation has the server's id; a short answer may be whole at its first render. */
function wasAskedHere({ items }: ChatState): boolean {
  const question = items.findLast((item) => item.kind === 'question');
  return question?.kind === 'question' && question.id === question.clientMessageId;
}
