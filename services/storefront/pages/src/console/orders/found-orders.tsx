import type { OrderPage } from '@stockade/client';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { SearchX } from 'lucide-react';
import { HeldList } from '../../orders/held-list.js';
import { dateTime } from '../../parts/format.js';
import { MoreButton } from '../../parts/more-button.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { Nothing } from '../parts/nothing.js';
import { OrdersTable } from './orders-table.js';

interface FoundOrdersProps {
  list: UseInfiniteQueryResult<InfiniteData<OrderPage>>;
  /** Whether they are some of all orders. */
  isFiltered: boolean;
  hasCustomer: boolean;
  /** Whether the problem is shown elsewhere, at the field that it is about. */
  isAtField?: boolean;
}

/** What a search of orders has found so far, and how far it came. */
export function FoundOrders({ list, isFiltered, hasCustomer, isAtField = false }: FoundOrdersProps) {
  const orders = list.data?.pages.flatMap(({ items }) => items);
  return (
    <>
      {list.isError && !isAtField && <ProblemNote error={list.error} />}
      {orders === undefined && !list.isError && <div aria-busy="true" className="skeleton h-96" />}
      <HeldList isFiltered={isFiltered}>
        {orders !== undefined && orders.length > 0 && <OrdersTable orders={orders} hasCustomer={hasCustomer} />}
      </HeldList>
      {list.data && <HowFar list={list} last={list.data.pages.at(-1)} isEmpty={orders?.length === 0} />}
    </>
  );
}

interface HowFarProps extends Pick<FoundOrdersProps, 'list'> {
  last: OrderPage | undefined;
  isEmpty: boolean;
}

function HowFar({ list, last, isEmpty }: HowFarProps) {
  const until = last?.searched_until ?? null;
  if (!list.hasNextPage)
    return isEmpty ? (
      <Nothing sign={SearchX}>
        <p>No order is like that.</p>
      </Nothing>
    ) : (
      <p className="mt-5 text-center text-sm text-muted">These are all.</p>
    );
  if (until === null) return <MoreButton list={list}>Show older ones</MoreButton>;
  return (
    <>
      <p className="mt-6 text-center">
        {isEmpty ? 'None so far' : 'Not all yet'}: searched back to {dateTime(until)}. Older orders have not been looked
        at.
      </p>
      <MoreButton list={list}>Search further back</MoreButton>
    </>
  );
}
