import type { Address } from './redis-url.js';

/** Knows where a primary is. */
export interface Whereabouts {
  /** Resolves with its present address; waits until one is known. Rejects when the signal aborts. */
  find(signal: AbortSignal): Promise<Address>;
  /** Calls back when the primary is at another address than before. Returns a function that ends it. */
  onMoved(listener: (address: Address) => void): () => void;
}

export const isSameAddress = (one: Address, other: Address) => one.host === other.host && one.port === other.port;

interface Closable {
  close(): void;
}

export interface Shared<Watch> {
  watch: Watch;
  /** To be called once, by whoever has it. */
  release(): void;
}

/**
 * Keeps one watch per URL and process, which all connections of the process share: it is made for the first that wants it, and
 * closed when all have called `release`.
 */
export function shareByUrl<Watch extends Closable>(): (url: string, make: () => Watch) => Shared<Watch> {
  const shared = new Map<string, { watch: Watch; users: number }>();
  return (url, make) => {
    const entry = shared.get(url) ?? { watch: make(), users: 0 };
    shared.set(url, entry);
    entry.users += 1;
    return {
      watch: entry.watch,
      release() {
        entry.users -= 1;
        if (entry.users > 0) return;
        shared.delete(url);
        entry.watch.close();
      },
    };
  };
}
