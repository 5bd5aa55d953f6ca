import { setImmediate as turn } from 'node:timers/promises';
import type { Page, PageQuery } from '@stockade/contracts';
import { leaveOutUnreadable, type Redis } from '@stockade/redis';

/** Index entries that one request examines; beyond that, a page is short and has a cursor. */
export const SCANNED_PER_PAGE_MAX = 1_000;
/**
 * Entries examined together when there is a filter, so that a page of one item takes no more round trips than one of a
 * hundred.
 */
const SCANNED_TOGETHER = 100;
/** Items read and checked in one turn of the event loop. An order with the maximum of lines takes some 0.3 ms. */
const LOADED_TOGETHER = 10;

/** Returns the next ids of an index, newest first: those after the given one, or the first ones. */
export type IdsAfter = (after: string | undefined, count: number) => Promise<string[]>;

export interface PageItems<Item> {
  /** Returns null for an item that must not be shown; it is skipped, like one whose record cannot be read. */
  load: (id: string) => Promise<Item | null>;
  /** Returns the ids to show, in the same sequence. Must be cheaper than `load`, because it gets far more ids. */
  select?: ((ids: readonly string[]) => Promise<string[]>) | undefined;
  /** Runs a selection, or a load of a few items, when it is its turn. Default: at once. */
  inTurn?: (<Loaded>(load: () => Promise<Loaded>) => Promise<Loaded>) | undefined;
}

/** A page of the ids from a lowest one on; all when none is given. */
export interface RangeQuery extends PageQuery {
  from?: string | undefined;
}

/** Reads a page of one or several indexes in Redis, newest first. */
export function readPage<Item>(
  redis: Redis,
  indexes: readonly string[],
  page: RangeQuery,
  items: PageItems<Item>,
): Promise<Page<Item>> {
  return fillPage((after, count) => readIndexes(redis, indexes, { after, from: page.from, count }), page, items);
}

interface Range {
  after?: string | undefined;
  from?: string | undefined;
  count: number;
}

/**
 * Reads the next ids of an index. An index is a sorted set of UUIDv7 with equal scores: Redis sorts it by id, that is,
 * by creation time, so an id alone is a stable cursor.
 */
export function readIndex(redis: Redis, index: string, after: string | undefined, count: number): Promise<string[]> {
  return readRange(redis, index, { after, count });
}

function readRange(redis: Redis, index: string, { after, from, count }: Range): Promise<string[]> {
  return redis.zRange(index, after === undefined ? '+' : `(${after}`, from === undefined ? '-' : `[${from}`, {
    BY: 'LEX',
    REV: true,
    LIMIT: { offset: 0, count },
  });
}

/** Reads the next ids of several indexes as if they were one. */
async function readIndexes(redis: Redis, indexes: readonly string[], range: Range): Promise<string[]> {
  const [first, ...others] = indexes;
  if (first !== undefined && others.length === 0) return readRange(redis, first, range);
  return newestOf(await Promise.all(indexes.map((index) => readRange(redis, index, range))), range.count);
}

/** Of several lists of ids, each newest first, the newest ids. */
export function newestOf(lists: readonly (readonly string[])[], count: number): string[] {
  return lists
    .flat()
    .toSorted((one, other) => (one < other ? 1 : -1))
    .slice(0, count);
}

/**
 * Fills a page with the items of ids from any source. It looks for one item more than it shows, to know whether this is
 * the last page. After every few items the event loop gets a turn.
 */
export async function fillPage<Item>(
  idsAfter: IdsAfter,
  { limit, cursor }: PageQuery,
  { load, select, inTurn = (loading) => loading() }: PageItems<Item>,
): Promise<Page<Item>> {
  const items: Item[] = [];
  let lastShown: string | null = null;
  let after = cursor;
  const together = select ? Math.max(limit + 1, SCANNED_TOGETHER) : limit + 1;
  for (let scanned = 0; scanned < SCANNED_PER_PAGE_MAX; scanned += together) {
    const ids = await idsAfter(after, together);
    const left = select ? await inTurn(() => select(ids)) : [...ids];
    while (left.length > 0) {
      const few = left.splice(0, Math.min(LOADED_TOGETHER, limit + 1 - items.length));
      const loaded = await inTurn(() => Promise.all(few.map((id) => leaveOutUnreadable(load(id)))));
      for (const [i, item] of loaded.entries()) {
        if (item === null) continue;
        if (items.length === limit) return { items, next_cursor: lastShown };
        items.push(item);
        lastShown = few[i] ?? null;
      }
      await turn();
    }
    after = ids.at(-1) ?? after;
    if (ids.length < together) return { items, next_cursor: null };
  }
  return { items, next_cursor: after ?? null };
}
