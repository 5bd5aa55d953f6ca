import type { OrderStatus, Reservation } from '@stockade/client';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { PAGE_SIZE_MAX } from '@stockade/contracts/limits';
import { PackageOpen } from 'lucide-react';
import { Link } from 'wouter';
import { orderList, reservationsOf } from '../api/queries.js';
import { MoreButton } from '../parts/more-button.js';
import { ProblemNote } from '../parts/problem-note.js';
import { useSearchParam } from '../parts/search-params.js';
import { STATUS_LOOKS } from '../parts/status.js';
import { useTitle } from '../parts/title.js';
import { session } from '../session/session.js';
import { HeldList } from './held-list.js';
import { OrderCard } from './order-card.js';

const STATUSES: readonly OrderStatus[] = ['pending', 'completed', 'refunded', 'failed', 'cancelled'];

/** One's orders, newest first, live. An admin sees everybody's. */
export function OrdersPage() {
  const now = session.use();
  useTitle('Orders');
  return (
    <>
      <h1 className="mb-5 text-2xl font-bold tracking-tight sm:text-3xl">
        {now.is === 'open' && now.user.role === 'admin' ? 'All orders' : 'My orders'}
      </h1>
      <List />
    </>
  );
}

function List() {
  const [param, setStatus] = useSearchParam('status');
  const status = STATUSES.find((one) => one === param) ?? null;
  const list = useInfiniteQuery(orderList(status));
  const orders = list.data?.pages.flatMap((page) => page.items);
  const decisions = useDecisions(
    orders?.flatMap((order) => (order.status === 'completed' ? [order.order_id] : [])) ?? [],
  );
  return (
    <>
      <div
        role="group"
        aria-label="Status"
        className="-mx-4 mb-5 flex gap-2 overflow-x-auto px-4 sm:mx-0 sm:flex-wrap sm:px-0"
      >
        <button type="button" className="chip" aria-pressed={status === null} onClick={() => setStatus('')}>
          All
        </button>
        {STATUSES.map((one) => (
          <button
            key={one}
            type="button"
            className="chip"
            aria-pressed={status === one}
            onClick={() => setStatus(status === one ? '' : one)}
          >
            <span aria-hidden="true" className={STATUS_LOOKS[one].colour}>
              {STATUS_LOOKS[one].shape}
            </span>
            {STATUS_LOOKS[one].word}
          </button>
        ))}
      </div>
      {list.isError && orders === undefined && <ProblemNote error={list.error} />}
      {orders === undefined && !list.isError && <Skeletons />}
      {orders?.length === 0 && <NoOrders isFiltered={status !== null} />}
      <HeldList>
        <ul className="flex flex-col gap-3">
          {orders?.map((order) => (
            <OrderCard key={order.order_id} order={order} decision={decisions.get(order.order_id)} />
          ))}
        </ul>
      </HeldList>
      <MoreButton list={list}>Show older ones</MoreButton>
    </>
  );
}

function useDecisions(orderIds: readonly string[]): ReadonlyMap<string, Reservation> {
  const { data } = useQuery(reservationsOf(orderIds.slice(0, PAGE_SIZE_MAX)));
  return new Map(data?.items.map((decision) => [decision.order_id, decision]));
}

function Skeletons() {
  return (
    <div aria-busy="true" className="flex flex-col gap-3">
      {Array.from({ length: 4 }, (_, i) => (
        <div key={i} className="skeleton h-28" />
      ))}
    </div>
  );
}

function NoOrders({ isFiltered }: { isFiltered: boolean }) {
  return (
    <div className="card grid justify-items-center gap-4 p-12 text-center">
      <PackageOpen className="size-14 text-muted" strokeWidth="1.25" aria-hidden="true" />
      <p>{isFiltered ? 'No order is in this state.' : 'Nothing ordered yet.'}</p>
      <Link href="/" className="button button-main">
        To the shop
      </Link>
    </div>
  );
}
