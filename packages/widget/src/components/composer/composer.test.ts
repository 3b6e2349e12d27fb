import { describe, expect, it } from 'vitest';
import { canSend, isSendKey } from './composer.js';

const key = { key: 'Enter', shiftKey: false, isComposing: false, keyCode: 13 };

describe('composer', () => {
  it('sends by Enter alone', () => {
    expect(isSendKey(key)).toBe(true);
    expect(isSendKey({ ...key, shiftKey: true })).toBe(false);
    expect(isSendKey({ ...key, key: 'a' })).toBe(false);
  });

  it('leaves Enter to an input method that composes', () => {
    expect(isSendKey({ ...key, isComposing: true })).toBe(false);
    expect(isSendKey({ ...key, keyCode: 229 })).toBe(false);
  });

  it('sends neither nothing nor too much', () => {
    expect(canSend(' \n')).toBe(false);
    expect(canSend('a'.repeat(8000))).toBe(true);
    expect(canSend('a'.repeat(8001))).toBe(false);
  });
});
