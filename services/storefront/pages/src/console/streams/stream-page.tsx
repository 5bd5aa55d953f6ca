import type { StreamName, StreamOverview } from '@stockade/client';
import { useQuery } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import { Link } from 'wouter';
import { curlOf } from '../../parts/curl.js';
import { NotThere } from '../../parts/not-there.js';
import { Panel } from '../../parts/panel.js';
import { useSearchParam } from '../../parts/search-params.js';
import { useTitle } from '../../parts/title.js';
import { overview, useFeed } from '../feed/feed.js';
import { AwayNote } from '../parts/away-note.js';
import { EntriesPanel } from './entries-panel.js';
import { GroupsPanel } from './groups-panel.js';
import { PartitionsPanel } from './partitions-panel.js';
import { PendingPanel } from './pending-panel.js';
import { partitionsNow, type Which } from './queries.js';
import { trendOf, useRates, useRecentLooks } from './samples.js';
import { StreamNumbers } from './stream-numbers.js';

const STREAMS: readonly StreamName[] = ['order-placed', 'order-completed', 'refund-initiated'];

/** A stream: its groups and consumers, live, and what is pending and what is in it. */
export function StreamPage({ name }: { name: string }) {
  useTitle(name);
  useFeed();
  const now = overview.use()?.streams.find(({ stream }) => stream === name);
  const stream = STREAMS.find((one) => one === name);
  if (stream === undefined) return <NotThere what="stream" />;
  return (
    <>
      <Link href="/console/streams" className="mb-3 inline-flex min-h-8 items-center gap-2 text-muted hover:text-ink">
        <ArrowLeft className="size-4" aria-hidden="true" />
        Streams
      </Link>
      <h1 className="mb-5 text-2xl font-bold tracking-tight sm:text-3xl">{stream}</h1>
      <AwayNote />
      {now === undefined ? (
        <div aria-busy="true" className="skeleton h-[30rem]" />
      ) : (
        <Shown stream={stream} now={now} />
      )}
    </>
  );
}

function Shown({ stream, now }: { stream: StreamName; now: StreamOverview }) {
  const looks = useRecentLooks();
  const ratesOf = useRates([stream], looks);
  const { data: shop } = useQuery(partitionsNow);
  const [param, choose] = useSearchParam('partition');
  const partitions = shop?.streams.find((one) => one.stream === stream)?.partitions ?? [];
  const partition = partitions.find((one) => String(one.partition) === param)?.partition ?? 0;
  const which: Which = { stream, partition };
  return (
    <div className="grid grid-cols-1 gap-5">
      <Panel title="Now" json={now} curl={curlOf({ path: '/api/operations/ops/overview', isPrivate: true })}>
        <StreamNumbers now={now} rates={ratesOf(stream)} trend={trendOf(looks, stream)} />
      </Panel>
      <GroupsPanel groups={now.groups} />
      {partitions.length > 1 && (
        <PartitionsPanel partitions={partitions} chosen={partition} onChoose={(one) => choose(String(one))} />
      )}
      <PendingPanel key={`pending ${partition}`} which={which} now={now} />
      <EntriesPanel key={`entries ${partition}`} which={which} length={now.length} />
    </div>
  );
}
