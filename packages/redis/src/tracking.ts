import { connectInBackground, makeRedis, type ConnectOptions, type Redis } from './connect.js';

/**
 * What is read through it is kept by others as true until it hears otherwise, so a connection that died without a word
 * must be noticed soon. It carries short reads only, which no Redis takes a second for.
 */
const SILENT_MAX_DEFAULT_MS = 2_000;

/** The key that changed, or null: any key may have, and none is watched any more. */
export type InvalidationListener = (key: string | null) => void;

export interface Tracked {
  /** Redis remembers each key that is read through it, and tells of the next change of that key. Once: then it is read again. */
  redis: Redis;
  /**
   * Calls back for each key that was read and then changed, was deleted or expired, whoever did it; with null when
   * Redis dropped everything, and whenever the connection is there (again), since nobody knows what happened meanwhile.
   * Changes are told in the order in which Redis made them, and never after the reply to a later read. A read that was
   * answered just before a change may reach its caller just after it was told: the change is the newer of the two.
   * Returns a function that ends it.
   */
  onInvalidated(listener: InvalidationListener): () => void;
  close(): void;
}

/**
 * Connects a client of its own with tracking on (https://redis.io/docs/latest/develop/reference/client-side-caching/),
 * after every reconnect too: it is part of the handshake, so a connection without it never gets ready. Comes back at
 * once, as Redis may be down now.
 */
export function connectTracked(options: ConnectOptions): Tracked {
  const redis = makeRedis({ silentMaxMs: SILENT_MAX_DEFAULT_MS, ...options, tracking: true });
  const listeners = new Set<InvalidationListener>();

  function tell(key: string | null): void {
    for (const listener of listeners) {
      try {
        listener(key);
      } catch (error) {
        // Thrown on into the client, it would take down the decoder in the middle of a reply.
        options.onError(new Error('a listener for invalidations failed', { cause: error }));
      }
    }
  }

  redis.on('invalidate', (key: Buffer | null) => tell(key === null ? null : key.toString()));
  redis.on('ready', () => tell(null));
  connectInBackground(redis);
  return {
    redis,
    onInvalidated(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      if (redis.isOpen) redis.destroy();
    },
  };
}
