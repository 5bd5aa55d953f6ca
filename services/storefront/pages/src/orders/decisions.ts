import type { Order, Reservation } from '@stockade/client';
import { PAGE_SIZE_MAX } from '@stockade/contracts/limits';
import { useQuery } from '@tanstack/react-query';
import { reservationsOf } from '../api/queries.js';

/** What the warehouse decided on orders of a list, by their ids; asked for the first hundred that wait for it. */
export function useDecisions(orders: readonly Order[]): ReadonlyMap<string, Reservation> {
  const orderIds = orders.flatMap((order) => (order.status === 'completed' ? [order.order_id] : []));
  const { data } = useQuery(reservationsOf(orderIds.slice(0, PAGE_SIZE_MAX)));
  return new Map(data?.items.map((decision) => [decision.order_id, decision]));
}
