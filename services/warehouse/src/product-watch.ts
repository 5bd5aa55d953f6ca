import { setTimeout as pause } from 'node:timers/promises';
import type { Keys, ProductChangeView } from '@stockade/contracts';
import { isUnavailable, type Tracked } from '@stockade/redis';
import { readUnknownIds } from './listed-products.js';
import { makeChangeReader } from './product-record.js';
import { makeWatchedIds } from './watched-ids.js';

/** A product is read at most once in this time, however often it changes. */
/** Characters of a UUID. */
const ID_LENGTH = 36;
const BETWEEN_READS_MS = 100;
const READ_TOGETHER = 100;
/** For a Redis that is reachable and cannot serve yet. A reconnect needs no retry. */
const RETRY_DELAY_MS = 1_000;
/** Of the catalogue, the newest so many are watched for those who follow all. */
export const LISTED_PRODUCTS_WATCHED_MAX = 10_000;

export interface ProductWatchOptions {
  tracked: Tracked;
  keys: Keys;
  /** Of products without one. */
  currency: string;
  /** Called with the latest of a product that has changed, null when it was removed; one call at a time. */
  onChange: (id: string, change: ProductChangeView | null) => Promise<void>;
  /** Called when changes may have been missed. All that is watched is then read again, without calls of onChange. */
  onGap: () => void;
  /** Called when a product cannot be parsed; it is read again after its next change. */
  onError: (error: unknown) => void;
  listedMax?: number;
  namedMax?: number;
}

export interface ProductWatch {
  /** Watches these products until it is called back; null when too many are watched. They need not exist. */
  watchNamed(ids: readonly string[]): (() => void) | null;
  /** Watches the newest products of the catalogue, and those that are added, until it is called back. */
  watchAll(): () => void;
  /** Resolves when every change from now on of what is watched now leads to a call of onChange. */
  caughtUp(): Promise<void>;
}

/** `unseen`: not read since it is watched, so Redis does not tell of its changes yet. `changed`: Redis has told of one. */
type Outdated = 'unseen' | 'changed';

/**
 * Watches products for all clients of the process. Redis tells once that a key has changed that was read before; a product
 * is then read again, at most every 100 ms, and so told of again. Nothing is read, and Redis has nothing to tell, when
 * nobody watches.
 */
export function makeProductWatch(options: ProductWatchOptions): ProductWatch {
  const { tracked, keys, currency, onChange, onGap, onError, listedMax = LISTED_PRODUCTS_WATCHED_MAX } = options;
  const read = makeChangeReader(tracked.redis, keys, currency);
  const watched = makeWatchedIds(options.namedMax);
  const outdated = new Map<string, Outdated>();
  let listOutdated: Outdated | null = null;
  /** Whether the record of a product has changed since the list was read; it may have been removed. */
  let aRecordChanged = false;
  let waiting: (() => void)[] = [];
  let isWorking = false;
  let retry: NodeJS.Timeout | undefined;

  const idIn = makeIdFinder(keys);
  tracked.onInvalidated((key) => {
    if (key === null) return seeAllAnew();
    if (key === keys.products) {
      if (watched.isListed()) listOutdated ??= 'changed';
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
    onGap();
    void work();
  }

  /** Goes through what is outdated until nothing is, with a pause after each time. */
  async function work(): Promise<void> {
    if (isWorking) return;
    isWorking = true;
    while (outdated.size > 0 || listOutdated !== null || waiting.length > 0) {
      const served = waiting;
      waiting = [];
      try {
        await readOutdated([...outdated.keys()]);
        if (listOutdated !== null) await readOutdated(await readList(listOutdated));
      } catch (error) {
        waiting.unshift(...served);
        if (!isUnavailable(error)) onError(error);
        retry ??= setTimeout(workAgain, RETRY_DELAY_MS).unref();
        break;
      }
      for (const tell of served) tell();
      await pause(BETWEEN_READS_MS, undefined, { ref: false });
    }
    isWorking = false;
  }

  function workAgain(): void {
    retry = undefined;
    void work();
  }

  async function readOutdated(ids: readonly string[]): Promise<void> {
    for (let from = 0; from < ids.length; from += READ_TOGETHER) {
      const changes = await Promise.all(ids.slice(from, from + READ_TOGETHER).map(readOne));
      for (const one of changes) if (one) await onChange(one.id, one.change);
    }
  }

  /** Returns what is to be told. */
  async function readOne(id: string): Promise<{ id: string; change: ProductChangeView | null } | null> {
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
      throw error;
    }
  }

  /** Returns the products that are listed now and were not; those of a list that was known before are new. */
  async function readList(why: Outdated): Promise<string[]> {
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
      listOutdated = why;
      throw error;
    }
  }

  return {
    watchNamed(ids) {
      const added = watched.name(ids);
      if (added === null) return null;
      for (const id of added) outdated.set(id, 'unseen');
      return () => watched.unname(ids);
    },
    watchAll() {
      if (watched.startListing()) listOutdated = 'unseen';
      return () => watched.stopListing();
    },
    caughtUp() {
      const told = new Promise<void>((resolve) => waiting.push(resolve));
      void work();
      return told;
    },
  };
}

/** Returns a function that says which product a key belongs to, and whether it is its record; its stocks are the other keys. */
function makeIdFinder(keys: Keys): (key: string) => [id: string, isRecord: boolean] {
  const record = keys.product('');
  const stocks = new Set(keys.stocks.map(({ stock }) => stock('')));
  return (key) => {
    const [start, id] = [key.slice(0, -ID_LENGTH), key.slice(-ID_LENGTH)];
    if (start === record) return [id, true];
    return [stocks.has(start) ? id : '', false];
  };
}
