import type { ChatState } from '@askwell/sdk/chat';
import { statusText, type ResolvedStrings } from '@askwell/sdk/dom';
import { useEffect, useRef } from 'preact/hooks';
import type { RefObject } from 'preact';
import { takeSentences } from '../text/take-sentences.js';

const keptLines = 12;

/**
 * Speaks the running answer sentence by sentence in a polite live region. What was there when the page opened stays silent.
 */
export function useAnnouncements(state: ChatState, strings: ResolvedStrings): RefObject<HTMLDivElement | null> {
  const region = useRef<HTMLDivElement>(null);
  const spoken = useRef({ runId: '', length: 0, last: '' });
  const answer = state.items.at(-1);

  useEffect(() => {
    if (answer?.kind !== 'answer') return;
    const running = answer.state === 'pending' || answer.state === 'streaming';
    const memory = spoken.current;
    if (memory.runId !== answer.runId) {
      memory.runId = answer.runId;
      memory.length = running ? 0 : answer.text.length;
    }
    const say = (text: string): void => {
      if (text === memory.last || region.current === null) return;
      memory.last = text;
      const line = document.createElement('p');
      line.textContent = text;
      region.current.append(line);
      while (region.current.childElementCount > keptLines) region.current.firstElementChild?.remove();
    };
    if (answer.state === 'pending' && answer.status) say(statusText(answer.status, strings));
    const { sentences, next } = takeSentences(answer.text, memory.length, !running);
    memory.length = next;
    for (const sentence of sentences) say(sentence);
  }, [answer, strings]);

  return region;
}
