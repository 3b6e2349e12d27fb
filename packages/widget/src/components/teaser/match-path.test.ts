import { expect, it } from 'vitest';
import { matchPath } from './match-path.js';

it.each([
  [undefined, '/anything', true],
  ['/pricing*', '/pricing', true],
  ['/pricing*', '/pricing/teams', true],
  ['/pricing', '/pricing/teams', false],
  ['*/checkout', '/de/checkout', true],
  ['/a.b', '/axb', false],
])('%s fits %s: %s', (pattern, path, fits) => {
  expect(matchPath(pattern, path)).toBe(fits);
});
