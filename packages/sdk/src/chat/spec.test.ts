import { expect, it } from 'vitest';
import { transitions } from './chat-state.js';
import type { ChatStatus } from './chat-types.js';

const statuses: readonly ChatStatus[] = ['idle', 'loading', 'sending', 'streaming', 'resuming', 'closed'];

const files = import.meta.glob(['../../SPEC.md', './*.test.ts'], { query: '?raw', import: 'default', eager: true });
const spec = files['../../SPEC.md'] ?? '';

function cell(from: ChatStatus, to: ChatStatus | null): string {
  if (to === null) return '';
  return to === from ? '·' : to;
}

it('states the transitions as the code has them', () => {
  const lines = spec.split('\n').filter((line) => line.startsWith('|'));
  const table = lines.map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((text) => text.trim()),
  );
  expect(table[0]).toEqual(['event', ...statuses]);
  expect(table.slice(2)).toEqual(
    Object.entries(transitions).map(([event, row]) => [`\`${event}\``, ...statuses.map((from) => cell(from, row[from]))]),
  );
});

it('has each of its rules cited by a test', () => {
  const rules = [...spec.matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number));
  expect(rules).toEqual(rules.map((_, index) => index + 1));
  const tests = Object.entries(files).flatMap(([name, text]) => (name.endsWith('.test.ts') ? [text] : []));
  const citations = tests.flatMap((text) => [...text.matchAll(/\(rules? ([\d, ]+)\)/g)]);
  const cited = new Set(citations.flatMap(([, numbers = '']) => numbers.split(', ').map(Number)));
  expect([...cited].toSorted((one, other) => one - other)).toEqual(rules);
});
