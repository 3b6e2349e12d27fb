import { expect, it } from 'vitest';
import { createSecretBox } from './secret-box.js';

it('opens only under the same key, at the same place and unchanged', () => {
  const box = createSecretBox('platform-key-one');
  const sealed = box.seal('ids_secret ü', 'ten_1 idk_1');
  expect(sealed).not.toContain('secret');
  expect(box.seal('ids_secret ü', 'ten_1 idk_1')).not.toBe(sealed);
  expect(box.open(sealed, 'ten_1 idk_1')).toBe('ids_secret ü');
  expect(() => box.open(sealed, 'ten_2 idk_1')).toThrow();
  expect(() => createSecretBox('platform-key-two').open(sealed, 'ten_1 idk_1')).toThrow();
  const bytes = Buffer.from(sealed.slice(3), 'base64url');
  for (const at of [0, 14, bytes.length - 1]) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => box.open(`v1.${changed.toString('base64url')}`, 'ten_1 idk_1')).toThrow();
  }
});
