import { afterEach, describe, expect, it } from 'vitest';
import type { LogReader } from '../conversations/index.js';
import { createMetrics } from '../observability/index.js';
import { createSseWriter, type SseWriter } from './sse-writer.js';

let writer: SseWriter | undefined;
afterEach(() => writer?.close());

/** A stream that nobody reads yet, the hand that feeds it, and whether it still asks for more. */
function openStream(heartbeatMilliseconds: number): { response: Response; reader: LogReader; closed: Promise<void> } {
  writer = createSseWriter({ metrics: createMetrics(), heartbeatMilliseconds });
  let reader: LogReader | undefined;
  let onClosed = (): void => {};
  const closed = new Promise<void>((resolve) => {
    onClosed = resolve;
  });
  const response = writer.respond((given) => {
    reader = given;
    return { close: onClosed };
  }, {});
  if (reader === undefined) throw new Error('The writer did not begin to read');
  return { response, reader, closed };
}

describe('a reader that does not read', () => {
  it('is cut off before it costs much', async () => {
    const { response, reader, closed } = openStream(60_000);
    const data = 'x'.repeat(64 * 1024);
    const state = { isClosed: false };
    void closed.then(() => {
      state.isClosed = true;
    });
    let written = 0;
    for (let id = 1; !state.isClosed && id < 1000; id++) {
      reader.event({ id, data });
      written += data.length;
      await new Promise(setImmediate);
    }
    expect(state.isClosed).toBe(true);
    expect(written).toBeLessThan(10 * 1024 * 1024);
    await expect(response.text()).rejects.toThrow('does not read');
  });

  it('is cut off after some heartbeats, however little is unread', async () => {
    const { response, reader, closed } = openStream(10);
    reader.event({ id: 1, data: 'x'.repeat(32 * 1024) });
    await closed;
    await expect(response.text()).rejects.toThrow('does not read');
  });
});

describe('a reader that reads', () => {
  it('gets events as they are, heartbeats between them, and the end', async () => {
    const { response, reader } = openStream(5);
    const text = response.text();
    reader.event({ id: 1, data: '{"a":1}' });
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
    reader.event({ id: 2, data: '{"b":2}' });
    reader.end();
    const written = await text;
    expect(written).toContain(': alive\n\n');
    expect(written.replaceAll(': alive\n\n', '')).toBe('id: 1\ndata: {"a":1}\n\nid: 2\ndata: {"b":2}\n\ndata: [DONE]\n\n');
  });

  it('gets no end when the log can no longer be followed, so that it comes back', async () => {
    const { response, reader } = openStream(60_000);
    reader.event({ id: 1, data: '{}' });
    reader.cut();
    expect(await response.text()).toBe('id: 1\ndata: {}\n\n');
  });
});
