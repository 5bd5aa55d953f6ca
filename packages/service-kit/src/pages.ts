import type { Page, PageQuery } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';

/** Index entries that one request looks at; a filter that matches rarely then answers a short page and a cursor. */
const SCANNED_PER_PAGE_MAX = 1_000;

/** The next ids of an index, newest first: those after the given one, or the first. */
export type IdsAfter = (after: string | undefined, count: number) => Promise<string[]>;

/**
 * A page of an index in Redis, newest first. `load` answers null for an item that is not to be shown; it is passed over.
 */
export function readPage<Item>(
  redis: Redis,
  index: string,
  page: PageQuery,
  load: (id: string) => Promise<Item | null>,
): Promise<Page<Item>> {
  return fillPage((after, count) => readIndex(redis, index, after, count), page, load);
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

/** A page of what the ids stand for, wherever they come from. An item that `load` answers null for is passed over. */
export async function fillPage<Item>(
  idsAfter: IdsAfter,
  { limit, cursor }: PageQuery,
  load: (id: string) => Promise<Item | null>,
): Promise<Page<Item>> {
  const items: Item[] = [];
  let after = cursor;
  for (let scanned = 0; scanned < SCANNED_PER_PAGE_MAX; scanned += limit) {
    const ids = await idsAfter(after, limit);
    const loaded = await Promise.all(ids.map(load));
    for (const [i, item] of loaded.entries()) {
      after = ids[i];
      if (item !== null) items.push(item);
      if (items.length === limit) return { items, next_cursor: after ?? null };
    }
    if (ids.length < limit) return { items, next_cursor: null };
  }
  return { items, next_cursor: after ?? null };
}
