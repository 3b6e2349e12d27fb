import { expect, it } from 'vitest';
import { codeTokens } from './highlight-code.js';

const parts = (code: string, language: string): [string, string][] =>
  codeTokens(code, language).map(([kind, start, end]) => [kind, code.slice(start, end)]);

it('finds keywords, strings, numbers and comments at their places', () => {
  expect(parts("const port = 8787; // dev\nlisten('x');", 'typescript')).toEqual(
    expect.arrayContaining([
      ['keyword', 'const'],
      ['number', '8787'],
      ['string', "'x'"],
      ['function', 'listen'],
    ]),
  );
  expect(parts('{"a": 1}', 'json')).toContainEqual(['number', '1']);
});

it('gives nothing for a language that it does not know, and none of the object’s own names', () => {
  expect(codeTokens('x = 1', 'brainmelt')).toEqual([]);
  expect(codeTokens('x = 1', 'constructor')).toEqual([]);
});
