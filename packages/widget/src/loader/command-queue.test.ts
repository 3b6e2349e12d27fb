import { afterEach, describe, expect, it, vi } from 'vitest';
import { createDispatcher, drainQueue } from './command-queue.js';

afterEach(() => vi.restoreAllMocks());

describe('commands', () => {
  it('runs a command with its values', () => {
    const send = vi.fn();
    createDispatcher({ send })('send', 'How?', 2);
    expect(send).toHaveBeenCalledWith('How?', 2);
  });

  it.each(['identify', 'constructor', '__proto__', 'undefined'])(
    'warns of the unknown command %s and does not throw',
    (command) => {
      const warn = vi.spyOn(console, 'warn').mockReturnValue();
      expect(() => createDispatcher({ open: () => undefined })(command)).not.toThrow();
      expect(warn).toHaveBeenCalledOnce();
      expect(String(warn.mock.lastCall?.[0])).toContain('open');
    },
  );

  it('keeps what a command throws or rejects away from the page', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    const run = createDispatcher({
      close: () => {
        throw new Error('no');
      },
      open: () => Promise.reject(new Error('no')),
    });
    run('close');
    run('open');
    await vi.waitFor(() => expect(warn).toHaveBeenCalledTimes(2));
  });

  it('replays the calls of the stub in their order', () => {
    const calls: unknown[][] = [];
    // What the stub of the documentation queues: the arguments objects of its calls.
    const queue: Iterable<unknown>[] = [];
    const stub = function stub(..._values: unknown[]): void {
      // oxlint-disable-next-line prefer-rest-params -- the stub on pages does exactly this
      queue.push(arguments);
    };
    stub('on', 'open', 1);
    stub('open');
    drainQueue(queue, (...call) => calls.push(call));
    expect(calls).toEqual([['on', 'open', 1], ['open']]);
    expect(() => drainQueue(undefined, () => undefined)).not.toThrow();
  });
});
