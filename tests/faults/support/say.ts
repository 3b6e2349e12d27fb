import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { question, waitFor, type Visitor } from './shop.js';
import { readSse, terminalsOf, textOf } from './sse.js';

export interface Said {
  question: string;
  /** What the visitor has read. */
  answer: string;
  /** How the last event says that it ended. */
  end: string;
}

/** As a client does: the same message under the same id, to one node after the other, until an answer has come to its end. */
export async function say(
  visitor: Visitor,
  conversationId: string,
  options: { text?: string; clientMessageId?: string; nodes: readonly string[] },
): Promise<Said> {
  const { text = question, clientMessageId = randomUUID(), nodes } = options;
  let tries = 0;
  let said: Said | undefined;
  await waitFor(async () => {
    const at = nodes[tries++ % nodes.length] ?? '';
    const response = await visitor.send(conversationId, { clientMessageId, text, at });
    if (!response.ok) {
      // The second is for those who ask again this fast.
      expect([503, 429]).toContain(response.status);
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
      await response.body?.cancel();
      await sleep(200);
      return false;
    }
    const { parts, isDone } = await readSse(response);
    if (!isDone) return false;
    const ends = terminalsOf(parts);
    expect(ends).toHaveLength(1);
    // A rebuilt answer begins anew with `start`.
    const from = parts.findLastIndex(({ part }) => part.type === 'start');
    said = { question: text, answer: textOf(parts.slice(from)), end: ends[0] ?? '' };
    return true;
  });
  if (said === undefined) throw new Error('Nothing was said');
  return said;
}
