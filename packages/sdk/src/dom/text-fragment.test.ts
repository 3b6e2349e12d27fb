import { expect, it } from 'vitest';
import { passageUrl } from './text-fragment.js';

const page = 'https://example.com/docs';

it('names a short quote whole, with its syntax characters encoded', () => {
  expect(passageUrl(page, { quote: 'Refunds take 5-7 days, at most & no more.' })).toBe(
    `${page}#:~:text=Refunds%20take%205%2D7%20days%2C%20at%20most%20%26%20no%20more.`,
  );
});

it('names a long quote by its ends', () => {
  const quote = 'The quick brown fox jumps over the lazy dog and then runs back over the hill to where it came from';
  expect(passageUrl(page, { quote: quote })).toBe(
    `${page}#:~:text=The%20quick%20brown%20fox%20jumps,to%20where%20it%20came%20from`,
  );
});

it('reaches over lines, without the marks of Markdown', () => {
  expect(passageUrl(page, { quote: '## Setting **up**\n\n- run `npm start`\n' })).toBe(
    `${page}#:~:text=Setting%20up,run%20npm%20start`,
  );
});

it('keeps an anchor, replaces a directive, and leaves the address alone without a quote', () => {
  expect(passageUrl(`${page}#install`, { quote: 'Run it' })).toBe(`${page}#install:~:text=Run%20it`);
  expect(passageUrl(`${page}#a:~:text=old`, { quote: 'Run it' })).toBe(`${page}#a:~:text=Run%20it`);
  expect(passageUrl(page, { quote: ' \n ' })).toBe(page);
});

it('cuts a script without spaces between characters and survives half ones', () => {
  const url = passageUrl(page, { quote: '漢字'.repeat(100) });
  expect(url.length).toBeLessThan(600);
  expect(() => decodeURIComponent(url)).not.toThrow();
  expect(passageUrl(page, { quote: 'a\uD83D b' })).toBe(`${page}#:~:text=a%20b`);
});

it('leads to the page of a PDF, unless the address has a place already', () => {
  const quote = 'Refunds take nine days.';
  expect(passageUrl('https://example.com/manual.pdf', { quote, page: 12 })).toBe('https://example.com/manual.pdf#page=12');
  expect(passageUrl('https://example.com/manual.pdf#page=3', { quote, page: 12 })).toBe('https://example.com/manual.pdf#page=3');
});
