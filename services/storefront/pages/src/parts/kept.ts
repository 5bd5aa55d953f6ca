/** A text that a browser keeps beyond a page. */
export interface Kept {
  /** The text, or null when there is none. */
  read(): string | null;
  write(text: string): void;
  remove(): void;
}

/**
 * A text under a key of a storage. Where the browser denies the storage, or has no room in it, this page keeps the text in
 * memory as long as it lives.
 */
export function makeKept(storage: 'localStorage' | 'sessionStorage', key: string): Kept {
  let inMemory: string | null = null;
  return {
    read() {
      if (inMemory !== null) return inMemory;
      try {
        return globalThis[storage].getItem(key);
      } catch {
        return null;
      }
    },
    write(text) {
      try {
        globalThis[storage].setItem(key, text);
        inMemory = null;
      } catch {
        inMemory = text;
      }
    },
    remove() {
      inMemory = null;
      try {
        globalThis[storage].removeItem(key);
      } catch {
        // Nothing was kept there.
      }
    },
  };
}
