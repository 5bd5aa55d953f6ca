import { connectInBackground, type Redis } from './client.js';
import { makeRedis, type ConnectOptions } from './connect.js';

/**
 * Copies count as current until an invalidation arrives, so a connection that died silently must be noticed soon. It
 * carries only short reads, which take a healthy Redis far less than a second.
 */
const SILENT_MAX_DEFAULT_MS = 2_000;

/** Gets the key that changed; null when any may have changed and none is tracked any more: whatever was read must be read again. */
export type InvalidationListener = (key: string | null) => void;

export interface Tracked {
  /**
   * Redis sends one invalidation for each key read through it, at its next change. Read the key again to track it
   * further.
   */
  redis: Redis;
  /**
   * Calls back for each key that was read and then changed, was deleted or expired, whichever client did it; with null
   * when Redis dropped everything, and at each (re)connect, because changes may have been missed meanwhile.
   * Invalidations come in the sequence of the changes, and never after the reply to a later read. The result of a read
   * just before a change may reach its caller just after the invalidation: the invalidation is the newer of the two.
   * Returns a function that ends the callbacks.
   */
  onInvalidated(listener: InvalidationListener): () => void;
  /** Calls back when the connection is lost: from now on no invalidations arrive, until one with null. It may call more than once. */
  onLost(listener: () => void): void;
  close(): void;
}

/**
 * Connects a client of its own with tracking on (https://redis.io/docs/latest/develop/reference/client-side-caching/),
 * after every reconnect too: tracking is part of the handshake, so a connection without it never becomes ready. Returns
 * at once, because Redis may be down now.
 */
export function connectTracked(options: ConnectOptions): Tracked {
  const redis = makeRedis({ silentMaxMs: SILENT_MAX_DEFAULT_MS, ...options, tracking: true });
  const listeners = new Set<InvalidationListener>();
  const lost = new Set<() => void>();

  function tell(key: string | null): void {
    for (const listener of listeners) {
      try {
        listener(key);
      } catch (error) {
        // If it reached the client, it would break the decoder in the middle of a reply.
        options.onError(new Error('a listener for invalidations failed', { cause: error }));
      }
    }
  }

  redis.on('invalidate', (key: Buffer | null) => tell(key === null ? null : key.toString()));
  redis.on('ready', () => tell(null));
  const lose = () => {
    for (const listener of lost) listener();
  };
  redis.on('reconnecting', lose);
  // A silent connection ends, and Redis may stay silent for as long as an attempt to connect takes.
  redis.on('end', lose);
  connectInBackground(redis);
  return {
    redis,
    onInvalidated(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onLost: (listener) => void lost.add(listener),
    close() {
      lost.clear();
      if (redis.isOpen) redis.destroy();
    },
  };
}
