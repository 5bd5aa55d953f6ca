import type { Redis } from '@stockade/redis';

/** Ids that are read, and orders that are looked at, at a time. */
export const PAGE_IDS = 500;

/**
 * Walks an index in pages, from the oldest id or after a given one. An index is a sorted set of equal scores, which
 * Redis keeps in the order of the ids: the id that was read last is a cursor that nothing which comes or goes can
 * shift. It ends at the first short page, so a walk of an index that grows ends too.
 */
export async function* walkIndex(redis: Redis, index: string, after?: string): AsyncGenerator<string[]> {
  let start = after === undefined ? '-' : `(${after}`;
  for (;;) {
    const ids = await redis.zRange(index, start, '+', { BY: 'LEX', LIMIT: { offset: 0, count: PAGE_IDS } });
    if (ids.length > 0) yield ids;
    if (ids.length < PAGE_IDS) return;
    start = `(${ids.at(-1)}`;
  }
}

export function* inPages<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let from = 0; from < items.length; from += PAGE_IDS) yield items.slice(from, from + PAGE_IDS);
}
