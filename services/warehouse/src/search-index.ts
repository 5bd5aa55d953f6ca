import { setImmediate as turn } from 'node:timers/promises';
import type { Keys } from '@stockade/contracts';
import { isUnavailable, settlesWithin, type Cached, type Tracked } from '@stockade/redis';
import { makeCatalogueEntries, type CatalogueEntries } from './catalogue-entries.js';
import { makeEntryReader, type CatalogueEntry } from './catalogue-entry.js';
import { readUnknownIds } from './listed-products.js';

/** A search looks at so many products, the newest; an entry takes some 600 bytes, and its text. */
export const SEARCHED_PRODUCTS_MAX = 100_000;
/** Read from Redis and folded in one turn of the event loop. */
const READ_TOGETHER = 100;
/** How long a search waits for changes before it is answered without them, as from every near copy. */
const STALE_AFTER_DEFAULT_MS = 200;

export interface SearchIndexOptions {
  tracked: Tracked;
  keys: Keys;
  /** Of products without one. */
  currency: string;
  /** Called when a product cannot be parsed; searches do not find it. */
  onError: (error: unknown) => void;
  productsMax?: number;
  staleAfterMs?: number;
}

export interface SearchIndex {
  /**
   * Returns the entries of the newest products. `HIT`: nothing has changed since the last call. `MISS`: what has changed
   * was read from Redis. `STALE`: as last known, because Redis is away or does not answer in time. The first call reads
   * everything, and rejects while Redis is away. It never misses a change that was answered before the call.
   */
  read(): Promise<Cached<CatalogueEntries>>;
}

const NOTHING = { has: () => false, size: () => 0 };

/**
 * What a search needs of every product, kept in the process. It is read whole once; from then on only what Redis says has
 * changed is read again, when somebody searches next. A sale changes the stock of a product and not its record, so
 * it costs nothing here.
 */
export function makeSearchIndex(options: SearchIndexOptions): SearchIndex {
  const { tracked, keys, currency, onError, productsMax = SEARCHED_PRODUCTS_MAX } = options;
  const { staleAfterMs = STALE_AFTER_DEFAULT_MS } = options;
  const readEntry = makeEntryReader(tracked.redis, keys, currency);
  const prefix = keys.product('');
  let entries: CatalogueEntries | null = null;
  let isAllOutdated = true;
  let isListOutdated = true;
  const outdatedIds = new Set<string>();
  let refreshing: Promise<CatalogueEntries> | null = null;

  tracked.onInvalidated((key) => {
    if (key === null) isAllOutdated = true;
    else if (key === keys.products) isListOutdated = true;
    else if (key.startsWith(prefix) && !isAllOutdated) outdatedIds.add(key.slice(prefix.length));
  });

  /** Marks as read before reading: what changes meanwhile is then marked as outdated again. */
  async function refresh(): Promise<CatalogueEntries> {
    // Rejects while the connection is down, when nobody says what has changed.
    if (!tracked.redis.isReady) await tracked.redis.ping();
    if (entries === null || isAllOutdated) return readAll();
    const ids = [...outdatedIds];
    outdatedIds.clear();
    const listWasOutdated = isListOutdated;
    isListOutdated = false;
    try {
      await readInto(entries, ids);
      if (listWasOutdated) await readInto(entries, await readUnknownIds(tracked.redis, keys, entries, productsMax));
      // Something may have been removed just before the list was read: the list is compared once more without it.
      if (outdatedIds.size > 0) isListOutdated ||= listWasOutdated;
    } catch (error) {
      for (const id of ids) outdatedIds.add(id);
      isListOutdated ||= listWasOutdated;
      throw error;
    }
    entries.trim(productsMax);
    return entries;
  }

  async function readAll(): Promise<CatalogueEntries> {
    isAllOutdated = false;
    isListOutdated = false;
    outdatedIds.clear();
    try {
      const found: CatalogueEntry[] = [];
      for await (const [, entry] of readEach(await readUnknownIds(tracked.redis, keys, NOTHING, productsMax)))
        if (entry !== null) found.push(entry);
      entries = await makeCatalogueEntries(found);
      return entries;
    } catch (error) {
      isAllOutdated = true;
      throw error;
    }
  }

  async function readInto(into: CatalogueEntries, ids: readonly string[]): Promise<void> {
    for await (const [id, entry] of readEach(ids)) {
      if (entry === null) into.remove(id);
      else into.put(entry);
    }
  }

  async function readOrSkip(id: string): Promise<CatalogueEntry | null> {
    try {
      return await readEntry(id);
    } catch (error) {
      if (isUnavailable(error)) throw error;
      onError(error);
      return null;
    }
  }

  async function* readEach(ids: readonly string[]) {
    for (let from = 0; from < ids.length; from += READ_TOGETHER) {
      const some = ids.slice(from, from + READ_TOGETHER);
      const read = await Promise.all(some.map(readOrSkip));
      for (const [i, id] of some.entries()) yield [id, read[i] ?? null] as const;
      await turn();
    }
  }

  const isCurrent = () => !isAllOutdated && !isListOutdated && outdatedIds.size === 0 && tracked.redis.isReady;

  /** A refresh that is under way may lack what has changed since it began, so it is only waited for. */
  async function catchUp(): Promise<CatalogueEntries> {
    await refreshing?.catch(() => 'told to those who began it');
    if (entries !== null && isCurrent()) return entries;
    refreshing ??= refresh().finally(() => (refreshing = null));
    return refreshing;
  }

  return {
    async read() {
      // Changes that reached this process before the request are marked first.
      await turn();
      if (entries !== null && isCurrent() && refreshing === null) return { value: entries, source: 'HIT' };
      const lastKnown = entries;
      const caughtUp = catchUp();
      if (lastKnown === null) return { value: await caughtUp, source: 'MISS' };
      if (!(await settlesWithin(caughtUp, staleAfterMs))) return { value: entries ?? lastKnown, source: 'STALE' };
      try {
        return { value: await caughtUp, source: 'MISS' };
      } catch (error) {
        if (!isUnavailable(error)) throw error;
        return { value: entries ?? lastKnown, source: 'STALE' };
      }
    },
  };
}
