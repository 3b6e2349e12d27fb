import { describe, expect, it } from 'vitest';
import { createKeyCache } from './key-cache.js';
import type { StoredKey } from './store.js';

describe('createKeyCache', () => {
  it('asks once a second for a valid key, and each time for another', async () => {
    let time = 0;
    const asked: string[] = [];
    const rows = new Map<string, StoredKey>();
    const keys = createKeyCache(
      async (hash) => {
        asked.push(hash);
        return rows.get(hash);
      },
      { now: () => time },
    );
    const row: StoredKey = { id: 'key_1', tenantId: 'ten_1', assistantId: 'ast_1', kind: 'secret', revoked: false };
    expect(await keys.find('new')).toBeUndefined();
    rows.set('new', row);
    expect(await keys.find('new')).toEqual(row);
    rows.set('new', { ...row, revoked: true });
    time = 999;
    expect((await keys.find('new'))?.revoked).toBe(false);
    expect(asked).toHaveLength(2);
    time = 1000;
    expect((await keys.find('new'))?.revoked).toBe(true);
    rows.set('new', row);
    expect((await keys.find('new'))?.revoked).toBe(false);
    expect(asked).toHaveLength(4);
  });
});
