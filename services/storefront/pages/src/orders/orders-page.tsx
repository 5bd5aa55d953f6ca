import { useInfiniteQuery } from '@tanstack/react-query';
import { PackageOpen } from 'lucide-react';
import { Link } from 'wouter';
import { orderList } from '../api/queries.js';
import { MoreButton } from '../parts/more-button.js';
import { ProblemNote } from '../parts/problem-note.js';
import { useSearchParam } from '../parts/search-params.js';
import { ORDER_STATUSES } from '../parts/status.js';
import { useTitle } from '../parts/title.js';
import { session } from '../session/session.js';
import { useDecisions } from './decisions.js';
import { HeldList } from './held-list.js';
import { OrderCard } from './order-card.js';
import { StatusChips } from './status-chips.js';

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
  const status = ORDER_STATUSES.find((one) => one === param) ?? null;
  const list = useInfiniteQuery(orderList(status));
  const orders = list.data?.pages.flatMap((page) => page.items);
  const decisions = useDecisions(orders ?? []);
  return (
    <>
      <div className="mb-5">
        <StatusChips chosen={status} choose={setStatus} />
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
