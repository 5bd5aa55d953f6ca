import { setImmediate as turn } from 'node:timers/promises';
import type { Page, PageQuery } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';

/** Index entries that one request looks at; a filter that matches rarely then answers a short page and a cursor. */
const SCANNED_PER_PAGE_MAX = 1_000;
/** Of these, looked at together when there is a filter: a page of one order takes as few round trips as one of a hundred. */
const SCANNED_TOGETHER = 100;
/** Items read and checked in one turn of the event loop. An order of the most lines takes some 0.3 ms. */
const LOADED_TOGETHER = 10;

/** The next ids of an index, newest first: those after the given one, or the first. */
export type IdsAfter = (after: string | undefined, count: number) => Promise<string[]>;

export interface PageItems<Item> {
  /** Answers null for an item that is not to be shown; it is passed over. */
  load: (id: string) => Promise<Item | null>;
  /** Which of these are to be shown, in the same order. Cheaper than `load`: it is asked about far more of them. */
  select?: ((ids: readonly string[]) => Promise<string[]>) | undefined;
  /** Runs what loads a few items when it is their turn. Default: at once. */
  inTurn?: (<Loaded>(load: () => Promise<Loaded>) => Promise<Loaded>) | undefined;
}

/** A page of an index in Redis, newest first. */
export function readPage<Item>(
  redis: Redis,
  index: string,
  page: PageQuery,
  items: PageItems<Item>,
): Promise<Page<Item>> {
  return fillPage((after, count) => readIndex(redis, index, after, count), page, items);
}

/**
 * The next ids of an index. It is a sorted set of UUIDv7 with equal scores, which Redis keeps in the order of the ids:
 * that is the order of creation, and an id alone is a stable cursor.
 */
export function readIndex(redis: Redis, index: string, after: string | undefined, count: number): Promise<string[]> {
  return redis.zRange(index, after === undefined ? '+' : `(${after}`, '-', {
    BY: 'LEX',
    REV: true,
    LIMIT: { offset: 0, count },
  });
}

/**
 * A page of what the ids stand for, wherever they come from. It looks for one item more than it shows, which tells whether
 * this is the last page. Between a few items and the next, others get their turn.
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
    const left = select ? await select(ids) : [...ids];
    while (left.length > 0) {
      const few = left.splice(0, Math.min(LOADED_TOGETHER, limit + 1 - items.length));
      const loaded = await inTurn(() => Promise.all(few.map(load)));
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
