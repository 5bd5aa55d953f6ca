import type { Overview } from '@stockade/client';
import { paused } from '../../live/states.js';
import { curlOf } from '../../parts/curl.js';
import { Panel } from '../../parts/panel.js';
import { useTitle } from '../../parts/title.js';
import '../console.css';
import { overview, redisAway, useFeed } from '../feed/feed.js';
import { Charts } from '../charts/charts.js';
import { Figures } from './figures.js';
import { dotSpeed, FlowControls, flowShows } from './flow-controls.js';
import { Flow } from '../flow/flow.js';
import { RedisLine } from './redis-line.js';
import { Ticker } from './ticker.js';

/** The whole shop at one look, live. */
export function OverviewPage() {
  useTitle('Overview');
  useFeed();
  const now = overview.use();
  return (
    <>
      <h1 className="mb-5 text-2xl font-bold tracking-tight sm:text-3xl">Overview</h1>
      {now === null ? <div aria-busy="true" className="skeleton h-[36rem]" /> : <Shown now={now} />}
    </>
  );
}

const CURL = { path: '/api/operations/ops/overview', isPrivate: true };

function Shown({ now }: { now: Overview }) {
  const shows = flowShows.use();
  const speed = dotSpeed.use();
  const isPaused = paused.use();
  const isAway = redisAway.use() !== null;
  return (
    <>
      <Panel title="Orders on their way" json={now} curl={curlOf(CURL)}>
        <Figures now={now} />
        <div className={isAway || isPaused ? 'opacity-60' : ''}>
          <Flow now={now} shows={shows} speed={speed} isPaused={isPaused} />
        </div>
        <FlowControls />
        <RedisLine redis={now.redis} />
      </Panel>
      <Charts />
      <div className="mt-4">
        <Ticker />
      </div>
    </>
  );
}
