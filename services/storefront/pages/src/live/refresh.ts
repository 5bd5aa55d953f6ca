import type { Query, QueryClient, QueryFilters } from '@tanstack/react-query';

/** What is shown is read again so often at most, however fast news come. */
const READ_INTERVAL_MS = 250;

/** Queries that will be read again. */
const due = new WeakSet<Query>();
/** When they were last, by performance.now(). */
const readAt = new WeakMap<Query, number>();

/** Reads again what is shown; what is not shown is read again when it is. */
export function refresh(queries: QueryClient, filters: QueryFilters): void {
  void queries.invalidateQueries({ ...filters, refetchType: 'none' });
  for (const query of queries.getQueryCache().findAll({ ...filters, type: 'active' })) readAgain(queries, query);
}

/** Reads again what is just being asked for: the answer on its way may be from before the news. */
export function readAfterwards(queries: QueryClient, filters: QueryFilters): void {
  for (const query of queries.getQueryCache().findAll({ ...filters, type: 'active', fetchStatus: 'fetching' }))
    readAgain(queries, query);
}

/** What is on its way is not cancelled, for where news come fast a page would never get an answer. */
function readAgain(queries: QueryClient, query: Query): void {
  if (due.has(query)) return;
  due.add(query);
  const read = () => {
    due.delete(query);
    readAt.set(query, performance.now());
    void queries.refetchQueries({ queryKey: query.queryKey, exact: true });
  };
  const readInTime = () => {
    const waitMs = (readAt.get(query) ?? -Infinity) + READ_INTERVAL_MS - performance.now();
    if (waitMs > 0) setTimeout(read, waitMs);
    else read();
  };
  if (query.state.fetchStatus === 'fetching') void query.promise?.then(readInTime, readInTime);
  else readInTime();
}
