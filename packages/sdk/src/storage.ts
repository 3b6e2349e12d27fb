/** The part of Web Storage that the SDK uses; `localStorage` fits. */
export interface KeyValueStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** Storage whose failures (a full quota, a blocked third-party frame) cost only what would have been kept. */
export function tolerantStorage(open: () => KeyValueStorage | undefined): KeyValueStorage {
  const attempt = <T>(use: (storage: KeyValueStorage) => T, otherwise: T): T => {
    try {
      const storage = open();
      return storage === undefined ? otherwise : use(storage);
    } catch {
      return otherwise; // a visitor without storage still chats; only the reload forgets
    }
  };
  return {
    getItem: (key) => attempt((storage) => storage.getItem(key), null),
    setItem: (key, value) => attempt((storage) => storage.setItem(key, value), undefined),
    removeItem: (key) => attempt((storage) => storage.removeItem(key), undefined),
  };
}
