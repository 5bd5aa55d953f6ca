import { setImmediate as turn } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { isUnavailable } from './errors.js';
import { settlesWithin } from './settles-within.js';
import type { Tracked } from './tracking.js';

const ENTRIES_DEFAULT_MAX = 10_000;
/** For readings that are under way for the first time, or found nothing: a tenth of the others. */
const EMPTY_SHARE = 0.1;
/** Redis tells of changes at once; this bounds what a change costs that it could not tell of and nobody noticed. */
const TTL_DEFAULT_MS = 30_000;
/** For so long a reader waits for Redis who could be answered with a copy. Short, as a request may have to wait twice. */
const STALE_AFTER_DEFAULT_MS = 200;

/** From memory and current, read from Redis now, or the last that is known since Redis cannot say. */
export type Source = 'HIT' | 'MISS' | 'STALE';

export interface Cached<Value> {
  /** Shared by all readers, so it must not be changed. */
  value: Value;
  source: Source;
}

/** What is read, and how. */
export interface Reading<Value> {
  /** What it is called in the cache. Readings of one name are the same reading. */
  name: string;
  /** All Redis keys that `load` reads, whether they exist or not. */
  keys: readonly string[];
  /** Reads it over the tracked connection alone: Redis tells of no other changes. */
  load: () => Promise<Value>;
}

export interface NearCacheOptions {
  tracked: Tracked;
  /** More push out those that were not read for longest. Readings of null have a room of their own and push out no others. */
  entriesMax?: number;
  ttlMs?: number;
  staleAfterMs?: number;
}

export interface NearCache<Value> {
  /**
   * The value as it is now: one that Redis has not told to be outdated, or else a new one. Rejects as `load` does. A
   * change that was told before this is called is never missed.
   */
  readCurrent(reading: Reading<Value>): Promise<Cached<Value>>;
  /** The same while Redis serves. While it does not, or does not answer in time, the last known value, if there is one. */
  read(reading: Reading<Value>): Promise<Cached<Value>>;
}

interface Copy<Value> {
  value: Value;
  /** When its reading began, on the clock of performance.now(). */
  readAtMs: number;
}

interface Load<Value> {
  value: Promise<Value>;
  /** Whether it came before a reader with a copy gives up on it. */
  inTime: Promise<boolean>;
}

/** One reading: what is known of it, and what is on its way. */
interface Entry<Value> {
  keys: readonly string[];
  /** Kept when it is no longer current: while Redis is away it is better than nothing. */
  copy: Copy<Value> | null;
  isCurrent: boolean;
  /** Only as long as no change was told since it began. */
  load: Load<Value> | null;
}

/**
 * Keeps in this process what was read from Redis until Redis says that it changed. Who reads the same thing at the same
 * time shares one load. When a change is told while a load is under way, nobody joins it any more, and what it brings
 * never counts as current: it may be older than that change, of which nobody would be told a second time.
 *
 * Anybody can ask for what does not exist, under as many names as he likes. So a reading gets its place among the others
 * once it has found something.
 */
export function makeNearCache<Value>(options: NearCacheOptions): NearCache<Value> {
  const { tracked, entriesMax = ENTRIES_DEFAULT_MAX } = options;
  const { ttlMs = TTL_DEFAULT_MS, staleAfterMs = STALE_AFTER_DEFAULT_MS } = options;
  const readersOf = makeIndex<Entry<Value>>();
  const makeRoom = (max: number) => new LRUCache<string, Entry<Value>>({ max, dispose: readersOf.remove });
  const full = makeRoom(entriesMax);
  const empty = makeRoom(Math.ceil(entriesMax * EMPTY_SHARE));
  const find = (name: string) => full.get(name) ?? empty.get(name);
  tracked.onInvalidated((key) => {
    for (const entry of key === null ? [...full.values(), ...empty.values()] : readersOf.get(key)) outdate(entry);
  });

  /** Moves an entry to the others of its kind, unless it was pushed out meanwhile. */
  function place(name: string, entry: Entry<Value>): void {
    const [from, to] = (entry.copy?.value ?? null) === null ? [full, empty] : [empty, full];
    if (from.peek(name) !== entry) return;
    from.delete(name);
    to.set(name, entry);
    readersOf.add(entry);
  }

  function isHit(entry: Entry<Value> | undefined): entry is Entry<Value> & { copy: Copy<Value> } {
    // Until a lost connection is back and has said so, nobody tells of changes.
    if (!entry?.copy || !entry.isCurrent || !tracked.redis.isReady) return false;
    return performance.now() - entry.copy.readAtMs < ttlMs;
  }

  function loadOnce({ name, keys, load }: Reading<Value>): Load<Value> {
    const known = find(name);
    const entry = known ?? { keys, copy: null, isCurrent: false, load: null };
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
 * Lets pushes be heard that reached this process before whatever made it read, such as a request: the system may hand
 * over both at once and the request first.
 */
const pushesThatCame = () => turn();

/** Finds entries by the keys that they were read from. */
function makeIndex<Item extends { keys: readonly string[] }>() {
  const items = new Map<string, Set<Item>>();
  return {
    get: (key: string): ReadonlySet<Item> => items.get(key) ?? new Set(),
    add(item: Item) {
      for (const key of item.keys) {
        const present = items.get(key);
        if (present) present.add(item);
        else items.set(key, new Set([item]));
      }
    },
    remove(item: Item) {
      for (const key of item.keys) {
        const present = items.get(key);
        present?.delete(item);
        if (present?.size === 0) items.delete(key);
      }
    },
  };
}
