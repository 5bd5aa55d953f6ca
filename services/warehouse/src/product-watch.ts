import { setTimeout as pause } from 'node:timers/promises';
import type { Keys, ProductChangeView } from '@stockade/contracts';
import { isUnavailable, type Tracked } from '@stockade/redis';
import type { Audience } from './audience.js';
import { readUnknownIds } from './listed-products.js';
import { makeChangeReader } from './product-record.js';
import { makeIdFinder, makeWatchedIds } from './watched-ids.js';

/** A product is read at most once in this time, however often it changes. */
const BETWEEN_READS_MS = 100;
const READ_TOGETHER = 100;
/** For a Redis that is reachable and cannot serve yet. A reconnect needs no retry. */
const RETRY_DELAY_MS = 1_000;
/** How many products are watched for clients that follow the whole catalogue: the newest. */
export const LISTED_PRODUCTS_WATCHED_MAX = 10_000;

export interface ProductWatchOptions {
  tracked: Tracked;
  keys: Keys;
  /** Of products without one. */
  currency: string;
  /** Called with the latest of a product that has changed, null when it was removed; one call at a time. */
  onChange: (id: string, change: ProductChangeView | null) => Promise<void>;
  /** Is told when Redis is away and when changes may have been missed, and led through each reading of what is outdated. */
  audience: Pick<Audience, 'lose' | 'beginAnew' | 'startCatchingUp' | 'finishCatchingUp'>;
  /** Called when a product cannot be parsed; it is read again after its next change. */
  onError: (error: unknown) => void;
  listedMax?: number;
  namedMax?: number;
}

export interface ProductWatch {
  /** Watches these products until it is called back; null when too many are watched. They need not exist. */
  watchNamed(ids: readonly string[]): (() => void) | null;
  /** Watches the newest products of the catalogue, and those that are added, until some time after it is called back. */
  watchAll(): () => void;
  /** Lets the audience catch up with what is watched now, as soon as Redis is there. */
  catchUp(): void;
}

/** `unseen`: not read since it is watched, so Redis does not tell of its changes yet. `changed`: Redis has told of one. */
type Outdated = 'unseen' | 'changed';

/**
 * Watches products for all clients of the process. Redis sends one invalidation when a key changes that was read before. The product
 * is then read again, at most every 100 ms, which also asks for the next invalidation. Soon after the last client has left, nothing
 * is read any more, and Redis has nothing to send.
 */
export function makeProductWatch(options: ProductWatchOptions): ProductWatch {
  const { tracked, keys, currency, onChange, audience, onError, listedMax = LISTED_PRODUCTS_WATCHED_MAX } = options;
  const read = makeChangeReader(tracked.redis, keys, currency);
  const watched = makeWatchedIds(options.namedMax);
  const outdated = new Map<string, Outdated>();
  let listOutdated: Outdated | null = null;
  /** Whether the record of a product has changed since the list was read; it may have been removed. */
  let aRecordChanged = false;
  let isWorking = false;
  /** Something to read, or a client that must catch up, has appeared since the current round began. */
  let isWanted = false;

  const idIn = makeIdFinder(keys);
  tracked.onLost(audience.lose);
  tracked.onInvalidated((key) => {
    if (key === null) return seeAllAnew();
    if (key === keys.products) {
      if (!watched.isListed()) return undefined;
      listOutdated ??= 'changed';
    } else {
      const [id, isRecord] = idIn(key);
      aRecordChanged ||= isRecord;
      if (!watched.has(id) || outdated.has(id)) return undefined;
      outdated.set(id, 'changed');
    }
    return void work();
  });

  function seeAllAnew(): void {
    if (watched.isListed()) listOutdated = 'unseen';
    for (const id of watched.ids()) outdated.set(id, 'unseen');
    if (tracked.redis.isReady) audience.beginAnew();
    catchUp();
  }

  function catchUp(): void {
    if (tracked.redis.isReady) void work();
    else audience.lose();
  }

  /** Reads what is outdated until nothing is, with a pause after each round. Does nothing while Redis is away. */
  async function work(): Promise<void> {
    isWanted = true;
    if (isWorking) return;
    isWorking = true;
    while (isWanted && tracked.redis.isReady) {
      isWanted = false;
      audience.startCatchingUp();
      const isDone = await readAllOutdated();
      const { isReady } = tracked.redis;
      if (isDone && isReady) audience.finishCatchingUp();
      isWanted ||= !isDone || listOutdated !== null;
      await pause(isReady && !isDone ? RETRY_DELAY_MS : BETWEEN_READS_MS, undefined, { ref: false });
    }
    isWorking = false;
  }

  /** Returns false when Redis cannot serve; what was not read is still outdated then. */
  async function readAllOutdated(): Promise<boolean> {
    if (!(await readProducts([...outdated.keys()]))) return false;
    if (listOutdated === null) return true;
    const added = await readList(listOutdated);
    return added !== null && readProducts(added);
  }

  async function readProducts(ids: readonly string[]): Promise<boolean> {
    for (let from = 0; from < ids.length; from += READ_TOGETHER) {
      const found = await Promise.all(ids.slice(from, from + READ_TOGETHER).map(readOne));
      for (const one of found) if (one !== null && one !== 'unavailable') await onChange(one.id, one.change);
      if (found.includes('unavailable')) return false;
    }
    return true;
  }

  /** Returns the change to send, or null when there is none. */
  async function readOne(id: string): Promise<{ id: string; change: ProductChangeView | null } | null | 'unavailable'> {
    const why = outdated.get(id);
    // Before the read, so that a change during it causes another.
    outdated.delete(id);
    if (why === undefined || !watched.has(id)) return null;
    try {
      const change = await read(id);
      if (change === null) watched.unlist(id);
      return why === 'changed' ? { id, change } : null;
    } catch (error) {
      if (!isUnavailable(error)) {
        onError(error);
        return null;
      }
      if (watched.has(id)) outdated.set(id, outdated.get(id) ?? why);
      return 'unavailable';
    }
  }

  /** Returns the ids that are new in the list, or null when Redis cannot serve. */
  async function readList(why: Outdated): Promise<string[] | null> {
    listOutdated = null;
    aRecordChanged = false;
    try {
      if (why === 'unseen') watched.unlistAll();
      const ids = await readUnknownIds(tracked.redis, keys, watched.listed, listedMax);
      if (!watched.isListed()) return [];
      // Something may have been removed just before the list was read: it is compared once more without that.
      if (aRecordChanged) listOutdated ??= 'changed';
      watched.list(ids, listedMax);
      for (const id of ids) if (!outdated.has(id)) outdated.set(id, why);
      return ids;
    } catch (error) {
      if (!isUnavailable(error)) onError(error);
      if (watched.isListed() && listOutdated === null) listOutdated = why;
      return null;
    }
  }

  function forgetUnwatched(ids: Iterable<string>): void {
    for (const id of ids) if (!watched.has(id)) outdated.delete(id);
  }

  return {
    watchNamed(ids) {
      const added = watched.name(ids);
      if (added === null) return null;
      for (const id of added) outdated.set(id, 'unseen');
      return () => {
        watched.unname(ids);
        forgetUnwatched(ids);
      };
    },
    watchAll() {
      if (watched.startListing()) listOutdated = 'unseen';
      return () =>
        watched.stopListing(() => {
          listOutdated = null;
          forgetUnwatched(outdated.keys());
        });
    },
    catchUp,
  };
}
