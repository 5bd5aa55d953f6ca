import type { Redis } from '@stockade/redis';
import { orElse } from './unreadable.js';

/** Ids per page, and orders that are read together. */
export const PAGE_IDS = 500;

/**
 * Walks an index in pages, from the oldest id or after a given one. An index is a sorted set of equal scores, which
 * Redis sorts by id: the last id read is a cursor that added or removed ids cannot shift. The walk ends at the first
 * short page, so it ends even when the index grows; of a key of another type it has nothing.
 */
export async function* walkIndex(redis: Redis, index: string, after?: string): AsyncGenerator<string[]> {
  let start = after === undefined ? '-' : `(${after}`;
  for (;;) {
    const reading = redis.zRange(index, start, '+', { BY: 'LEX', LIMIT: { offset: 0, count: PAGE_IDS } });
    const ids = await orElse(reading, []);
    if (ids.length > 0) yield ids;
    if (ids.length < PAGE_IDS) return;
    start = `(${ids.at(-1)}`;
  }
}

export function* inPages<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let from = 0; from < items.length; from += PAGE_IDS) yield items.slice(from, from + PAGE_IDS);
}
