import type { Page, PageQuery } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';

/** Index entries that one request looks at; a filter that matches rarely then answers a short page and a cursor. */
const SCANNED_PER_PAGE_MAX = 1_000;

/**
 * A page of an index, newest first. The index is a sorted set of UUIDv7 with equal scores, which Redis keeps in the
 * order of the ids: that is the order of creation, and an id alone is a stable cursor. `load` answers null for an
 * item that is not to be shown; it is passed over.
 */
export async function readPage<Item>(
  redis: Redis,
  index: string,
  { limit, cursor }: PageQuery,
  load: (id: string) => Promise<Item | null>,
): Promise<Page<Item>> {
  const items: Item[] = [];
  let after = cursor;
  for (let scanned = 0; scanned < SCANNED_PER_PAGE_MAX; scanned += limit) {
    const ids = await redis.zRange(index, after === undefined ? '+' : `(${after}`, '-', {
      BY: 'LEX',
      REV: true,
      LIMIT: { offset: 0, count: limit },
    });
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
