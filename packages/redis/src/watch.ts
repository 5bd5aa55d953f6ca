import { isUnavailable } from './errors.js';
import type { Tracked } from './tracking.js';

/** Redis is there and cannot serve yet: it loads its data, say. A connection that comes back is noticed without this. */
const RETRY_DELAY_MS = 1_000;

export interface WatchOptions<Value> {
  tracked: Pick<Tracked, 'onInvalidated'>;
  /** The one key that `read` reads. */
  keyOf: (id: string) => string;
  /** Reads over the tracked connection, so that Redis tells of the next change. */
  read: (id: string) => Promise<Value>;
  /** Called when what was read makes no sense, which is read again after its next change, or when a follower throws. */
  onError: (error: unknown) => void;
}

export interface Watch<Value> {
  /**
   * Calls back with the value as it is now, never before this returns, and again after each change until the signal
   * aborts. Changes that come close together may be told as one; the last is never missed. What comes may be what came
   * before. While Redis is away nothing comes, and afterwards what holds then.
   */
  follow(id: string, follower: (value: Value) => void, until: AbortSignal): void;
}

interface Watched<Value> {
  id: string;
  followers: Set<(value: Value) => void>;
  latest: { value: Value } | null;
  /** It has changed, or may have, since the latest reading began. */
  isOutdated: boolean;
  isBeingRead: boolean;
}

/** Follows values in Redis for many followers: each is read once per change, however many want to know. */
export function makeWatch<Value>({ tracked, keyOf, read, onError }: WatchOptions<Value>): Watch<Value> {
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
      // Before the reading: what changes during it is read again.
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
    }
    watched.isBeingRead = false;
  }

  function tell({ latest, followers }: Watched<Value>, follower: (value: Value) => void): void {
    if (latest === null || !followers.has(follower)) return;
    try {
      follower(latest.value);
    } catch (error) {
      // It must not keep the others from hearing.
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
      // Who joins late is told what the others know. It may have been read after whatever this one has seen himself.
      queueMicrotask(() => tell(watched, follower));
    },
  };
}
