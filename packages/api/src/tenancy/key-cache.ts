import type { StoredKey } from './store.js';

/** A key that is revoked is refused on every node after this long at the latest. */
const freshMilliseconds = 1_000;
const mostKeys = 10_000;

/** Keys that calls have presented within the last second, in this process. */
export interface KeyCache {
  find(hash: string): Promise<StoredKey | undefined>;
}

export interface KeyCacheOptions {
  now?: () => number;
}

/** Only a valid key is kept, so a new one works at once and a refused one costs a trip each time. */
export function createKeyCache(findKey: KeyCache['find'], options: KeyCacheOptions = {}): KeyCache {
  const now = options.now ?? (() => performance.now());
  const kept = new Map<string, { key: StoredKey; until: number }>();
  return {
    async find(hash) {
      const entry = kept.get(hash);
      const asked = now();
      if (entry !== undefined && asked < entry.until) return entry.key;
      const key = await findKey(hash);
      if (kept.size >= mostKeys) kept.clear();
      if (key === undefined || key.revoked) kept.delete(hash);
      else kept.set(hash, { key, until: asked + freshMilliseconds });
      return key;
    },
  };
}
