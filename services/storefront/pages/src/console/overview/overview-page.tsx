import type { Overview } from '@stockade/client';
import { curlOf } from '../../parts/curl.js';
import { Panel } from '../../parts/panel.js';
import { useTitle } from '../../parts/title.js';
import { overview, useFeed } from '../feed/feed.js';
import { Figures } from './figures.js';

/** The whole shop at one look, live. */
export function OverviewPage() {
  useTitle('Overview');
  useFeed();
  const now = overview.use();
  return (
    <>
      <h1 className="mb-5 text-2xl font-bold tracking-tight sm:text-3xl">Overview</h1>
      {now === null ? <div aria-busy="true" className="skeleton h-96" /> : <Shown now={now} />}
    </>
  );
}

function Shown({ now }: { now: Overview }) {
  return (
    <Panel title="Now" json={now} curl={curlOf({ path: '/api/operations/ops/overview', isPrivate: true })}>
      <Figures now={now} />
    </Panel>
  );
}
