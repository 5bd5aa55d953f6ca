import type { Account } from '@stockade/client';
import { EMAIL_LENGTH_MAX } from '@stockade/contracts/limits';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ShieldCheck, UserX } from 'lucide-react';
import { Link } from 'wouter';
import { curlOf } from '../../parts/curl.js';
import { counted, dateTime } from '../../parts/format.js';
import { MoreButton } from '../../parts/more-button.js';
import { Panel } from '../../parts/panel.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { useSearchParam } from '../../parts/search-params.js';
import { useNow } from '../../parts/since.js';
import { useTitle } from '../../parts/title.js';
import { AsOf } from '../parts/as-of.js';
import { Nothing } from '../parts/nothing.js';
import { SearchBox } from '../parts/search-box.js';
import { accountList } from './queries.js';

/** Everybody who has an account. */
export function CustomersPage() {
  useTitle('Customers');
  const nowMs = useNow();
  const [q] = useSearchParam('q');
  const list = useInfiniteQuery(accountList(q));
  const accounts = list.data?.pages.flatMap(({ items }) => items);
  const path = `/api/store/users${q && `?${new URLSearchParams({ q })}`}`;
  return (
    <>
      <h1 className="mb-5 text-2xl font-bold tracking-tight sm:text-3xl">Customers</h1>
      <search className="mb-5 block">
        <SearchBox param="q" label="Beginning of an email, or an id" maxLength={EMAIL_LENGTH_MAX} />
      </search>
      <Panel
        title={q === '' ? 'Newest first' : 'Found'}
        json={list.data?.pages}
        curl={curlOf({ path, isPrivate: true })}
      >
        {list.isError && <ProblemNote error={list.error} />}
        {accounts === undefined && !list.isError && <div aria-busy="true" className="skeleton h-96" />}
        <AsOf what="the list" query={list} nowMs={nowMs} />
        {accounts?.length === 0 && (
          <Nothing sign={UserX}>
            <p>Nobody has an email that begins so, or this id.</p>
          </Nothing>
        )}
        <ul className="mt-3">
          {accounts?.map((account) => (
            <Row key={account.user_id} account={account} />
          ))}
        </ul>
        <MoreButton list={list}>Show more</MoreButton>
      </Panel>
    </>
  );
}

function Row({ account: { user_id, email, name, role, created_at, orders } }: { account: Account }) {
  return (
    <li className="relative grid gap-x-5 gap-y-0.5 border-t border-line py-2.5 first:border-t-0 sm:grid-cols-[1fr_7rem_12rem]">
      <div className="min-w-0">
        <Link
          href={`/console/customers/${user_id}`}
          className="block truncate font-medium after:absolute after:inset-0 hover:underline"
        >
          {email}
        </Link>
        <p className="flex items-center gap-3 text-sm text-muted">
          {name !== null && <span className="truncate">{name}</span>}
          {role === 'admin' && (
            <span className="inline-flex items-center gap-1 text-accent">
              <ShieldCheck className="size-4" aria-hidden="true" /> admin
            </span>
          )}
        </p>
      </div>
      <p className="text-sm sm:text-right">{counted(orders, 'order')}</p>
      <p className="text-sm text-muted">since {dateTime(created_at)}</p>
    </li>
  );
}
