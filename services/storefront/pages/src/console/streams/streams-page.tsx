import type { Overview, StreamOverview } from '@stockade/client';
import { Link } from 'wouter';
import { curlOf } from '../../parts/curl.js';
import { counted } from '../../parts/format.js';
import { Panel } from '../../parts/panel.js';
import { useTitle } from '../../parts/title.js';
import { overview, useFeed } from '../feed/feed.js';
import { AwayNote } from '../parts/away-note.js';
import { isGone, troubleOf } from './consumers.js';
import { trendOf, useRates, useRecentLooks } from './samples.js';
import { StreamNumbers } from './stream-numbers.js';
import { TroubleNote } from './trouble-note.js';

/** Every stream at one look, live. */
export function StreamsPage() {
  useTitle('Streams');
  useFeed();
  const now = overview.use();
  return (
    <>
      <h1 className="mb-5 text-2xl font-bold tracking-tight sm:text-3xl">Streams</h1>
      <AwayNote />
      {now === null ? <div aria-busy="true" className="skeleton h-[30rem]" /> : <Rows now={now} />}
    </>
  );
}

function Rows({ now }: { now: Overview }) {
  const looks = useRecentLooks();
  const ratesOf = useRates(
    now.streams.map(({ stream }) => stream),
    looks,
  );
  return (
    <div className="grid grid-cols-1 gap-5">
      {now.streams.map((stream) => (
        <Panel
          key={stream.stream}
          title={stream.stream}
          json={stream}
          curl={curlOf({ path: '/api/operations/ops/streams', isPrivate: true })}
        >
          <StreamNumbers now={stream} rates={ratesOf(stream.stream)} trend={trendOf(looks, stream.stream)} />
          <Groups stream={stream} />
        </Panel>
      ))}
    </div>
  );
}

function Groups({ stream: { stream, groups } }: { stream: StreamOverview }) {
  return (
    <div className="mt-4 flex flex-wrap items-end justify-between gap-x-6 gap-y-2 border-t border-line pt-3">
      <ul className="grid gap-2">
        {groups.map((group) => (
          <li key={group.group}>
            <p>
              Read by <strong className="font-semibold">{group.group}</strong>
              <span className="text-muted">
                , {counted(group.consumers.filter((one) => !isGone(one)).length, 'living consumer')}
              </span>
            </p>
            {troubleOf(group) !== null && <TroubleNote>{troubleOf(group)}</TroubleNote>}
          </li>
        ))}
      </ul>
      <Link href={`/console/streams/${stream}`} className="button">
        Look into {stream}
      </Link>
    </div>
  );
}
