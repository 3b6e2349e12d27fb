import { expect, it } from 'vitest';
import { passageUrl } from './text-fragment.js';

const page = 'https://example.com/docs';

it('names a short quote whole, with its syntax characters encoded', () => {
  expect(passageUrl(page, 'Refunds take 5-7 days, at most & no more.')).toBe(
    `${page}#:~:text=Refunds%20take%205%2D7%20days%2C%20at%20most%20%26%20no%20more.`,
  );
});

it('names a long quote by its ends', () => {
  const quote = 'The quick brown fox jumps over the lazy dog and then runs back over the hill to where it came from';
  expect(passageUrl(page, quote)).toBe(`${page}#:~:text=The%20quick%20brown%20fox%20jumps,to%20where%20it%20came%20from`);
});

it('reaches over lines, without the marks of Markdown', () => {
  expect(passageUrl(page, '## Setting **up**\n\n- run `npm start`\n')).toBe(`${page}#:~:text=Setting%20up,run%20npm%20start`);
});

it('keeps an anchor, replaces a directive, and leaves the address alone without a quote', () => {
  expect(passageUrl(`${page}#install`, 'Run it')).toBe(`${page}#install:~:text=Run%20it`);
  expect(passageUrl(`${page}#a:~:text=old`, 'Run it')).toBe(`${page}#a:~:text=Run%20it`);
  expect(passageUrl(page, ' \n ')).toBe(page);
});

it('cuts a script without spaces between characters and survives half ones', () => {
  const url = passageUrl(page, '漢字'.repeat(100));
  expect(url.length).toBeLessThan(600);
  expect(() => decodeURIComponent(url)).not.toThrow();
  expect(passageUrl(page, 'a\uD83D b')).toBe(`${page}#:~:text=a%20b`);
});
