import { setTimeout as after } from 'node:timers/promises';
import { isUnavailable } from './errors.js';
import type { Tracked } from './tracking.js';

/**
 * For a Redis that is reachable and cannot serve yet, for example while it loads its data. A reconnect needs no retry.
 */
const RETRY_DELAY_MS = 1_000;

export interface WatchOptions<Value> {
  tracked: Pick<Tracked, 'onInvalidated'>;
  /** The one key that `read` reads. */
  keyOf: (id: string) => string;
  /** Reads over the tracked connection, so that Redis sends an invalidation at the next change. */
  read: (id: string) => Promise<Value>;
  /** Called when a value cannot be parsed (it is read again after its next change), or when a follower throws. */
  onError: (error: unknown) => void;
  /** After a read, the value is not read again for so long, however often it changes; default 0. */
  pauseMs?: number;
}

export interface Watch<Value> {
  /**
   * Calls back with the current value, never before this returns, and again after each change until the signal aborts.
   * Changes in quick succession may cause one call; the last change is never missed. The same value may come twice.
   * While Redis is away there are no calls; afterwards the current value comes.
   */
  follow(id: string, follower: (value: Value) => void, until: AbortSignal): void;
}

interface Watched<Value> {
  id: string;
  followers: Set<(value: Value) => void>;
  latest: { value: Value } | null;
  /** It has changed, or may have, since the latest read began. */
  isOutdated: boolean;
  isBeingRead: boolean;
}

/** Follows values in Redis for many followers: each value is read once per change, however many follow it. */
export function makeWatch<Value>({ tracked, keyOf, read, onError, pauseMs = 0 }: WatchOptions<Value>): Watch<Value> {
  const watchedByKey = new Map<string, Watched<Value>>();
  let retry: NodeJS.Timeout | undefined;

  tracked.onInvalidated((key) => {
    for (const watched of key === null ? watchedByKey.values() : [watchedByKey.get(key)]) {
      if (watched === undefined) continue;
      watched.isOutdated = true;
      void catchUp(watched);
    }
  });

  async function catchUp(watched: Watched<Value>): Promise<void> {
    if (watched.isBeingRead) return;
    watched.isBeingRead = true;
    while (watched.isOutdated && watched.followers.size > 0) {
      // Before the read, so that a change during it causes another read.
      watched.isOutdated = false;
      try {
        watched.latest = { value: await read(watched.id) };
      } catch (error) {
        watched.isOutdated = true;
        if (isUnavailable(error)) retryLater();
        else onError(error);
        break;
      }
      for (const follower of watched.followers) tell(watched, follower);
      // A change meanwhile leaves it outdated, and the loop reads it again.
      if (pauseMs > 0) await after(pauseMs, undefined, { ref: false });
    }
    watched.isBeingRead = false;
  }

  function tell({ latest, followers }: Watched<Value>, follower: (value: Value) => void): void {
    if (latest === null || !followers.has(follower)) return;
    try {
      follower(latest.value);
    } catch (error) {
      // One follower must not keep the others from being called.
      onError(error);
    }
  }

  function retryLater(): void {
    retry ??= setTimeout(() => {
      retry = undefined;
      for (const watched of watchedByKey.values()) void catchUp(watched);
    }, RETRY_DELAY_MS).unref();
  }

  function watchedUnder(key: string, id: string): Watched<Value> {
    const present = watchedByKey.get(key);
    if (present) return present;
    const added = { id, followers: new Set<never>(), latest: null, isOutdated: true, isBeingRead: false };
    watchedByKey.set(key, added);
    return added;
  }

  return {
    follow(id, follower, until) {
      if (until.aborted) return;
      const key = keyOf(id);
      const watched = watchedUnder(key, id);
      watched.followers.add(follower);
      until.addEventListener('abort', () => {
        watched.followers.delete(follower);
        if (watched.followers.size === 0 && watchedByKey.get(key) === watched) watchedByKey.delete(key);
      });
      void catchUp(watched);
      // A late follower gets the latest known value at once; that may be newer than the one it read itself.
      queueMicrotask(() => tell(watched, follower));
    },
  };
}
