import type { PendingEntry, StreamOverview } from '@stockade/client';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { refresh } from '../../live/refresh.js';
import { curlOf } from '../../parts/curl.js';
import { duration } from '../../parts/format.js';
import { MoreButton } from '../../parts/more-button.js';
import { Panel } from '../../parts/panel.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { HeldRows } from '../parts/held-rows.js';
import { Deliveries } from './deliveries.js';
import { pendingOf, type Which } from './queries.js';

/** What was delivered and is not settled, of one group. */
export function PendingPanel({ which, now }: { which: Which; now: StreamOverview }) {
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<string>();
  const group = now.groups.find((one) => one.group === chosen) ?? now.groups[0];
  const [shown, setShown] = useState(group?.pending);
  const asked = pendingOf(which, group?.group ?? '');
  const list = useInfiniteQuery({ ...asked, enabled: group !== undefined });
  if (group === undefined) return null;
  const items = list.data?.pages.flatMap((page) => page.items);
  const { stream, partition } = which;
  const path = `/api/operations/ops/streams/${stream}/pending?partition=${partition}&group=${encodeURIComponent(group.group)}`;
  const show = () => {
    setShown(group.pending);
    refresh(queries, { queryKey: asked.queryKey });
  };
  return (
    <Panel title="Pending" json={list.data?.pages} curl={curlOf({ path, isPrivate: true })}>
      {now.groups.length > 1 && (
        <div role="group" aria-label="Group" className="mb-4 flex flex-wrap gap-2">
          {now.groups.map((one) => (
            <button
              key={one.group}
              type="button"
              className="chip"
              aria-pressed={one === group}
              onClick={() => setChosen(one.group)}
            >
              {one.group}
            </button>
          ))}
        </div>
      )}
      {list.isError && items === undefined && <ProblemNote error={list.error} />}
      {items === undefined && !list.isError && <div aria-busy="true" className="skeleton h-16" />}
      <HeldRows news={shown === group.pending ? null : `Now ${group.pending.toLocaleString()}: show them`} show={show}>
        {items?.length === 0 && <p className="text-muted">Everything that was delivered is settled.</p>}
        {items && items.length > 0 && <Rows entries={items} />}
      </HeldRows>
      <MoreButton list={list}>Show later ones</MoreButton>
    </Panel>
  );
}

function Rows({ entries }: { entries: readonly PendingEntry[] }) {
  return (
    <ul>
      {entries.map(({ id, consumer, idle_ms, age_ms, deliveries }) => (
        <li
          key={id}
          className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-x-4 border-t border-line py-2 first:border-t-0 sm:grid-cols-[5.5rem_minmax(0,1fr)_minmax(0,1fr)]"
        >
          <Deliveries count={deliveries} />
          <span className="min-w-0">
            <span className="block font-mono text-sm [overflow-wrap:anywhere]">{id}</span>
            <span className="block text-sm text-muted">appended {duration(age_ms)} before it was read</span>
          </span>
          <span className="col-start-2 min-w-0 text-sm sm:col-start-3">
            <span className="block font-mono [overflow-wrap:anywhere]">{consumer}</span>
            <span className="block text-muted">delivered {duration(idle_ms)} before</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
