import { describe, expect, it } from 'vitest';
import { readPageAddress } from './page-address.js';

describe('readPageAddress', () => {
  it('finds the key and the base of the API', () => {
    expect(readPageAddress('https://chat.example.com/embed/pk_1')).toEqual({
      baseUrl: 'https://chat.example.com',
      publishableKey: 'pk_1',
      header: true,
    });
  });

  it('keeps the path in front of /embed', () => {
    expect(readPageAddress('http://localhost:8787/help/chat/embed/pk_1/?header=none#x')).toEqual({
      baseUrl: 'http://localhost:8787/help/chat',
      publishableKey: 'pk_1',
      header: false,
    });
  });

  it.each(['https://chat.example.com/', 'https://chat.example.com/embed/', 'https://chat.example.com/embed/pk_1/more'])(
    'finds no key in %s',
    (href) => {
      expect(readPageAddress(href)).toBeNull();
    },
  );
});
