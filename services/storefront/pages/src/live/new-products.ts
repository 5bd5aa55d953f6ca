import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { Product, ProductChange } from '@stockade/client';
import { KEYS, type PageOf } from '../api/queries.js';

/** When an admin last changed products that no list shows, by id, as far as this tab was told. */
const changedAt = new Map<string, string>();
const CHANGED_AT_MAX = 10_000;

/**
 * Whether a product that no list shows may belong into one now: an admin has added or changed it. Most news of such products
 * are sales, after which it stands where it stood, however many there are.
 */
export function isNewHere(queries: QueryClient, { id, updated_at }: ProductChange): boolean {
  const known = changedAt.get(id);
  if (changedAt.size >= CHANGED_AT_MAX) changedAt.clear();
  changedAt.set(id, updated_at);
  return known === undefined ? updated_at > newestShown(queries) : known !== updated_at;
}

/** When the product was changed that was changed last of all that lists show. */
function newestShown(queries: QueryClient): string {
  let newest = '';
  for (const [, list] of queries.getQueriesData<InfiniteData<PageOf<Product>>>({ queryKey: KEYS.productLists }))
    for (const { updated_at } of list?.pages.flatMap(({ items }) => items) ?? [])
      if (updated_at > newest) newest = updated_at;
  return newest;
}
