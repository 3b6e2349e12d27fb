export interface ConsentStore {
  read(): boolean;
  write(given: boolean): void;
}

/** Keeps the visitor's agreement in this browser; where storage is blocked it holds for the page. */
export function createConsentStore(scope: string): ConsentStore {
  const key = `askwell:consent:${scope}`;
  let given: boolean | null = null;
  return {
    read() {
      try {
        given ??= localStorage.getItem(key) === 'given';
      } catch {
        given = false; // storage is blocked
      }
      return given;
    },
    write(next) {
      given = next;
      try {
        if (next) localStorage.setItem(key, 'given');
        else localStorage.removeItem(key);
      } catch {
        // The visitor is asked again on the next page.
      }
    },
  };
}
