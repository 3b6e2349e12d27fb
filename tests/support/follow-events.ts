import type { VisitorEvent } from '@askwell/contract';

export interface FollowedEvents {
  next(): Promise<VisitorEvent>;
  /** True when the server ended the stream. */
  ended(): Promise<boolean>;
  leave(): Promise<void>;
}

/** Reads the events of a visitor's stream one by one; the first, `ready`, has come when this resolves. */
export async function followEvents(response: Response): Promise<FollowedEvents> {
  if (response.body === null || response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let unread = '';

  async function block(): Promise<string | undefined> {
    for (;;) {
      const end = unread.indexOf('\n\n');
      if (end !== -1) {
        const text = unread.slice(0, end);
        unread = unread.slice(end + 2);
        if (!text.startsWith(':')) return text;
        continue;
      }
      const { done, value } = await reader.read();
      if (done) return undefined;
      unread += decoder.decode(value, { stream: true });
    }
  }

  async function next(): Promise<VisitorEvent> {
    const text = (await block()) ?? '';
    const data = text.split('\n').find((line) => line.startsWith('data: '));
    if (data === undefined) throw new Error('The stream ended');
    return JSON.parse(data.slice(6)) as VisitorEvent;
  }

  const first = await next();
  if (first.type !== 'ready') throw new Error(`The first event is ${first.type}`);
  return {
    next,
    ended: async () => (await block()) === 'data: [DONE]' && (await block()) === undefined,
    leave: () => reader.cancel(),
  };
}
