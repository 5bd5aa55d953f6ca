import { dataOf } from '@stockade/client';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { clients } from '../../api/clients.js';
import { KEYS } from '../../api/queries.js';
import { overview } from '../feed/feed.js';

/** So long after a look the next one is over. */
const NEXT_LOOK_MS = 62_000;
/** When the looks are late, it is not asked for them more often. */
const PAUSE_MS = 20_000;

const stockHistoryOf = (id: string) =>
  queryOptions({
    queryKey: [...KEYS.console, 'stock-history', id],
    queryFn: ({ signal }) =>
      dataOf(
        clients.operations.GET('/ops/stock/{product_id}/history', { params: { path: { product_id: id } }, signal }),
      ),
  });

/** What is kept of the stock of a product; read again once the feed tells that another look is over. */
export function useStockHistory(id: string) {
  const queries = useQueryClient();
  const query = useQuery(stockHistoryOf(id));
  useEffect(
    () =>
      overview.subscribe(() => {
        const { queryKey } = stockHistoryOf(id);
        const state = queries.getQueryState(queryKey);
        const at = overview.get()?.at;
        if (state?.data === undefined || at === undefined || state.fetchStatus !== 'idle') return;
        const sinceLookMs = Date.parse(at) - Date.parse(state.data.looked_at ?? new Date(0).toISOString());
        if (sinceLookMs < NEXT_LOOK_MS || Date.now() - state.dataUpdatedAt < PAUSE_MS) return;
        void queries.invalidateQueries({ queryKey, exact: true });
      }),
    [queries, id],
  );
  return query;
}
