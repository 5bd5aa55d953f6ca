import { ApiProblem, type Account } from '@stockade/client';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import { Link } from 'wouter';
import { curlOf } from '../../parts/curl.js';
import { counted, dateTime } from '../../parts/format.js';
import { NotThere } from '../../parts/not-there.js';
import { CopyButton, Panel } from '../../parts/panel.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { useTitle } from '../../parts/title.js';
import { FoundOrders } from '../orders/found-orders.js';
import { foundOrders } from '../orders/queries.js';
import { accountOf } from './queries.js';
import { SessionsPanel } from './sessions-panel.js';

/** A customer: who it is, the sessions, and the orders, live. */
export function CustomerPage({ id }: { id: string }) {
  const { data: account, error } = useQuery({ ...accountOf(id), staleTime: 0 });
  useTitle(account?.email ?? 'Customer');
  if (error instanceof ApiProblem && error.status === 404) return <NotThere what="customer" />;
  return (
    <>
      <Link href="/console/customers" className="mb-3 inline-flex min-h-8 items-center gap-2 text-muted hover:text-ink">
        <ArrowLeft className="size-4" aria-hidden="true" />
        Customers
      </Link>
      {account && <Shown account={account} />}
      {error && !account && <ProblemNote error={error} />}
      {!account && !error && <div aria-busy="true" className="skeleton h-96" />}
    </>
  );
}

function Shown({ account }: { account: Account }) {
  const { user_id: id, email, name, role, created_at, orders } = account;
  const list = useInfiniteQuery(foundOrders({ customer_id: id }));
  return (
    <>
      <header className="mb-5">
        <h1 className="text-2xl font-bold tracking-tight [overflow-wrap:anywhere]">{email}</h1>
        <p className="mt-1 text-muted [overflow-wrap:anywhere]">
          {name !== null && `${name} · `}
          {role} since {dateTime(created_at)} · {counted(orders, 'order')} when this page was opened
        </p>
        <p className="mt-1 flex items-center gap-2 text-sm text-muted">
          <span className="font-mono [overflow-wrap:anywhere]">{id}</span>
          <CopyButton text={id} />
        </p>
      </header>
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Panel
          title="Orders"
          json={list.data?.pages}
          curl={curlOf({ path: `/api/store/orders?customer_id=${id}`, isPrivate: true })}
        >
          <FoundOrders list={list} isFiltered hasCustomer={false} />
          <p className="mt-4">
            <Link href={`/console/orders?customer=${id}`} className="underline">
              Search these orders
            </Link>
          </p>
        </Panel>
        <SessionsPanel account={account} />
      </div>
    </>
  );
}
