import { setImmediate as turn } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { isUnavailable } from './errors.js';
import { makeOwnerIndex } from './owner-index.js';
import { settlesWithin } from './settles-within.js';
import type { Tracked } from './tracking.js';

const ENTRIES_DEFAULT_MAX = 10_000;
/** Room for readings that are loading for the first time or found nothing: a tenth of that for the others. */
const EMPTY_SHARE = 0.1;
/** Redis invalidates at once; this bounds how long a copy can be outdated when an invalidation was lost unnoticed. */
const TTL_DEFAULT_MS = 30_000;
/** How long a reader waits for Redis before it is given a copy. Short, because a request may wait twice. */
const STALE_AFTER_DEFAULT_MS = 200;

/** From memory and current; read from Redis now; the last known value, because Redis does not answer. */
export type Source = 'HIT' | 'MISS' | 'STALE';

export interface Cached<Value> {
  /** Shared by all readers, so it must not be changed. */
  value: Value;
  source: Source;
}

/** What is read, and how. */
export interface Reading<Value> {
  /** Its name in the cache. Readings of the same name are the same reading. */
  name: string;
  /** All Redis keys that `load` reads, whether they exist or not. */
  keys: readonly string[];
  /** Reads it over the tracked connection only: Redis invalidates only what was read there. */
  load: () => Promise<Value>;
}

export interface NearCacheOptions {
  tracked: Tracked;
  /** Beyond this the least recently read are evicted. Readings of null have room of their own and evict no others. */
  entriesMax?: number;
  ttlMs?: number;
  staleAfterMs?: number;
  /**
   * What a Redis key belongs to, such as a product. Readings are indexed by that instead of by key, which saves memory when a reading
   * has many keys; a change of any of them outdates it. Default: the key itself.
   */
  ownerOf?: (key: string) => string;
}

export interface NearCache<Value> {
  /**
   * Returns the current value: a copy that Redis has not invalidated, or else a new one. Rejects as `load` does. It
   * never misses an invalidation that arrived before the call.
   */
  readCurrent(reading: Reading<Value>): Promise<Cached<Value>>;
  /** The same while Redis serves. When it is away or does not answer in time, the last known value, if any. */
  read(reading: Reading<Value>): Promise<Cached<Value>>;
}

interface Copy<Value> {
  value: Value;
  /** When the read began, by performance.now(). */
  readAtMs: number;
}

interface Load<Value> {
  value: Promise<Value>;
  /** Whether the value arrives before a reader that has a copy stops waiting. */
  inTime: Promise<boolean>;
}

/** One reading: its copy, and the load under way. */
interface Entry<Value> {
  /** What its keys belong to. */
  owners: readonly string[];
  /** Kept when it is no longer current, to be served as stale while Redis is away. */
  copy: Copy<Value> | null;
  isCurrent: boolean;
  /** Null again once an invalidation arrived after it began. */
  load: Load<Value> | null;
}

/**
 * Keeps copies of what was read from Redis until Redis invalidates them. Simultaneous reads of the same value share one
 * load. When an invalidation arrives during a load, later readers do not join that load, and its value never counts as
 * current: it may be older than the change, and Redis sends no second invalidation.
 *
 * A client can ask for any number of missing ids. So a reading moves to the room of the others only once it has found
 * something.
 */
export function makeNearCache<Value>(options: NearCacheOptions): NearCache<Value> {
  const { tracked, entriesMax = ENTRIES_DEFAULT_MAX } = options;
  const { ttlMs = TTL_DEFAULT_MS, staleAfterMs = STALE_AFTER_DEFAULT_MS, ownerOf = itself } = options;
  const readersOf = makeOwnerIndex<Entry<Value>>();
  const makeRoom = (max: number) => new LRUCache<string, Entry<Value>>({ max, dispose: readersOf.remove });
  const full = makeRoom(entriesMax);
  const empty = makeRoom(Math.ceil(entriesMax * EMPTY_SHARE));
  const find = (name: string) => full.get(name) ?? empty.get(name);
  tracked.onInvalidated((key) => {
    for (const entry of key === null ? [...full.values(), ...empty.values()] : readersOf.get(ownerOf(key)))
      outdate(entry);
  });

  /** Moves an entry to the room of its kind, unless it was evicted meanwhile. */
  function place(name: string, entry: Entry<Value>): void {
    const [from, to] = (entry.copy?.value ?? null) === null ? [full, empty] : [empty, full];
    if (from.peek(name) !== entry) return;
    from.delete(name);
    to.set(name, entry);
    readersOf.add(entry);
  }

  function isHit(entry: Entry<Value> | undefined): entry is Entry<Value> & { copy: Copy<Value> } {
    // While the connection is down, no invalidations arrive.
    if (!entry?.copy || !entry.isCurrent || !tracked.redis.isReady) return false;
    return performance.now() - entry.copy.readAtMs < ttlMs;
  }

  function loadOnce({ name, keys, load }: Reading<Value>): Load<Value> {
    const known = find(name);
    const entry = known ?? { owners: [...new Set(keys.map(ownerOf))], copy: null, isCurrent: false, load: null };
    if (entry.load !== null) return entry.load;
    if (!known) {
      empty.set(name, entry);
      readersOf.add(entry);
    }
    const readAtMs = performance.now();
    const value = load();
    const begun: Load<Value> = { value, inTime: settlesWithin(value, staleAfterMs) };
    entry.load = begun;
    value.then(
      (loaded) => {
        const isUndisturbed = entry.load === begun;
        if (isUndisturbed || (entry.copy?.readAtMs ?? -Infinity) < readAtMs) entry.copy = { value: loaded, readAtMs };
        place(name, entry);
        if (!isUndisturbed) return;
        entry.isCurrent = true;
        entry.load = null;
      },
      () => {
        if (entry.load === begun) entry.load = null;
        if (!entry.copy && !entry.load && empty.peek(name) === entry) empty.delete(name);
      },
    );
    return begun;
  }

  return {
    async readCurrent(reading) {
      await pushesThatCame();
      const known = find(reading.name);
      if (isHit(known)) return { value: known.copy.value, source: 'HIT' };
      return { value: await loadOnce(reading).value, source: 'MISS' };
    },

    async read(reading) {
      await pushesThatCame();
      const known = find(reading.name);
      if (isHit(known)) return { value: known.copy.value, source: 'HIT' };
      const { value, inTime } = loadOnce(reading);
      const lastKnown = known?.copy;
      if (!lastKnown) return { value: await value, source: 'MISS' };
      if (!(await inTime)) return { value: lastKnown.value, source: 'STALE' };
      try {
        return { value: await value, source: 'MISS' };
      } catch (error) {
        if (!isUnavailable(error)) throw error;
        return { value: lastKnown.value, source: 'STALE' };
      }
    },
  };
}

function outdate(entry: Entry<unknown>): void {
  entry.isCurrent = false;
  entry.load = null;
}

/**
 * Processes invalidations that reached this process before whatever caused the read, such as a request: the operating
 * system may deliver both at once and the request first.
 */
const pushesThatCame = () => turn();

const itself = (key: string) => key;
