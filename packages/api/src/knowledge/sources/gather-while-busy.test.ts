import { expect, it } from 'vitest';
import { gatherWhileBusy } from './gather-while-busy.js';

it('gathers what comes while it is busy, loses nothing and keeps the order', async () => {
  const calls: number[][] = [];
  let release = (): void => {};
  const put = gatherWhileBusy(async (items: number[]) => {
    calls.push(items);
    if (calls.length === 1) await new Promise<void>((resolve) => (release = resolve));
    return items.length;
  });
  const first = put(1);
  await Promise.resolve();
  await new Promise((resolve) => setImmediate(resolve));
  const others = [put(2), put(3), put(4)];
  release();
  expect(await first).toBe(1);
  expect(await Promise.all(others)).toEqual([3, 3, 3]);
  expect(calls).toEqual([[1], [2, 3, 4]]);
});

it('tells a failure to those whose items failed and goes on', async () => {
  const put = gatherWhileBusy(async (items: string[]) => {
    if (items.includes('bad')) throw new Error('No');
    return items.join();
  });
  await expect(Promise.all([put('good'), put('bad')])).rejects.toThrow('No');
  expect(await put('next')).toBe('next');
});
