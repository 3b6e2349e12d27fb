import { describe, expect, it } from 'vitest';
import { isOriginAllowed, OriginPatternError, parseOriginPattern } from './allowed-origins.js';

describe('isOriginAllowed', () => {
  const exact = ['https://shop.example', 'http://localhost:3000'];
  it.each(['https://shop.example', 'http://localhost:3000'])('allows %s', (origin) => {
    expect(isOriginAllowed(exact, origin)).toBe(true);
  });
  it.each([
    'http://shop.example',
    'https://shop.example:443',
    'https://shop.example:8443',
    'https://www.shop.example',
    'https://shop.example.evil.test',
    'https://shop.example.',
    'https://myshop.example',
    'https://shop.example@evil.test',
    'https://evil.test/https://shop.example',
    'https://shop.example/',
    'https://SHOP.example',
    'https://shop.example, https://evil.test',
    'https://shop.example\thttps://evil.test',
    'https://shоp.example',
    'https://shop.example\u200B',
    'null',
    '',
    '*',
    'file://',
    'about:blank',
    'https://[::1]',
  ])('refuses %j', (origin) => {
    expect(isOriginAllowed(exact, origin)).toBe(false);
  });
  it('refuses everything where nothing is listed', () => expect(isOriginAllowed([], 'https://shop.example')).toBe(false));

  const wildcard = ['https://*.shop.example'];
  it.each(['https://a.shop.example', 'https://a.b.shop.example', 'https://x-1.shop.example'])(
    'allows %s under a star',
    (origin) => {
      expect(isOriginAllowed(wildcard, origin)).toBe(true);
    },
  );
  it.each([
    'https://shop.example',
    'https://.shop.example',
    'https://ashop.example',
    'http://a.shop.example',
    'https://a.shop.example:8443',
    'https://a.shop.example.evil.test',
    'https://evil.test/.shop.example',
    'https://*.shop.example',
    'https://evil.test#.shop.example',
  ])('refuses %s under a star', (origin) => {
    expect(isOriginAllowed(wildcard, origin)).toBe(false);
  });
});

describe('parseOriginPattern', () => {
  it.each([
    [' https://Shop.Example ', 'https://shop.example'],
    ['https://shop.example:443/', 'https://shop.example'],
    ['http://localhost:3000', 'http://localhost:3000'],
    ['https://*.shop.co.uk', 'https://*.shop.co.uk'],
    ['https://müller.example', 'https://xn--mller-kva.example'],
  ])('stores %j as %j', (typed, stored) => expect(parseOriginPattern(typed)).toBe(stored));

  it.each([
    '*',
    'https://*',
    'https://*.com',
    'https://*.co.uk',
    'https://*.github.io',
    'http://*.shop.example',
    'https://shop.*',
    'https://sh*op.example',
    'shop.example',
    'https://shop.example/app',
    'https://user@shop.example',
    'https://*.*.shop.example',
    'https://localhost:99999',
    'https://',
    'javascript:alert(1)',
    'null',
    '',
  ])('refuses %j and says why', (typed) => expect(() => parseOriginPattern(typed)).toThrow(OriginPatternError));
});
