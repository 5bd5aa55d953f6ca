import type { Query, QueryClient, QueryFilters } from '@tanstack/react-query';

/** Queries that are asked for again as soon as the answer is there that is on its way. */
const dueAgain = new Set<string>();

/** Reads again what is shown; what is not shown is read again when it is. */
export function refresh(queries: QueryClient, filters: QueryFilters): void {
  void queries.invalidateQueries({ ...filters, refetchType: 'none' });
  readAfterwards(queries, filters);
  void queries.refetchQueries({ ...filters, type: 'active', fetchStatus: 'idle' });
}

/**
 * Asks again for what is just being asked for: the answer on its way may be from before the news. It is not cancelled, for
 * where news come fast a page would never get an answer.
 */
export function readAfterwards(queries: QueryClient, filters: QueryFilters): void {
  for (const query of queries.getQueryCache().findAll({ ...filters, type: 'active', fetchStatus: 'fetching' }))
    if (!dueAgain.has(query.queryHash)) readOnceMore(queries, query);
}

function readOnceMore(queries: QueryClient, { queryHash, queryKey, promise }: Query): void {
  dueAgain.add(queryHash);
  const again = () => {
    dueAgain.delete(queryHash);
    void queries.refetchQueries({ queryKey, exact: true });
  };
  void promise?.then(again, again);
}
