import { dataOf, type OrderPage } from '@stockade/client';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { clients } from '../../api/clients.js';
import { KEYS } from '../../api/queries.js';
import type { OrderFilter } from './filter.js';

const PAGE_SIZE = 20;

const firstPage = (): string | null => null;

/** One page of the orders of a filter, newest first. Throws an ApiProblem. */
export const readOrders = (filter: OrderFilter, limit: number, cursor: string | null, signal: AbortSignal) =>
  dataOf(
    clients.store.GET('/orders', {
      params: { query: { ...filter, limit, ...(cursor !== null && { cursor }) } },
      signal,
    }),
  );

/** The orders of a filter, live as every list of orders. */
export const foundOrders = (filter: OrderFilter) =>
  infiniteQueryOptions({
    queryKey: [...KEYS.orderLists, 'found', filter],
    queryFn: ({ pageParam, signal }): Promise<OrderPage> => readOrders(filter, PAGE_SIZE, pageParam, signal),
    initialPageParam: firstPage(),
    getNextPageParam: ({ next_cursor }) => next_cursor,
  });
