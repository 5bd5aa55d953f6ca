import type { Overview } from '@stockade/client';
import { useState } from 'react';
import { paused } from '../../live/states.js';
import { curlOf } from '../../parts/curl.js';
import { Panel } from '../../parts/panel.js';
import { useTitle } from '../../parts/title.js';
import '../console.css';
import { overview, redisAway, useFeed } from '../feed/feed.js';
import { Charts } from '../charts/charts.js';
import { Figures } from './figures.js';
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
  const [hasDots, setDots] = useState(true);
  const isPaused = paused.use();
  const isAway = redisAway.use() !== null;
  return (
    <>
      <Panel title="Orders on their way" json={now} curl={curlOf(CURL)}>
        <Figures now={now} />
        <div className={isAway || isPaused ? 'opacity-60' : ''}>
          <Flow now={now} hasDots={hasDots && !isPaused} />
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <button type="button" className="chip" aria-pressed={isPaused} onClick={() => paused.set(!isPaused)}>
            <span aria-hidden="true">‖</span> Pause
          </button>
          <button
            type="button"
            className="chip motion-reduce:hidden"
            aria-pressed={hasDots}
            onClick={() => setDots(!hasDots)}
          >
            <span aria-hidden="true">●</span> Entries as dots
          </button>
          <p className="text-sm text-muted">
            A pipe is as wide as its rate and as full as its lag. A dot is an entry; press it to see its order.
          </p>
        </div>
        <RedisLine redis={now.redis} />
      </Panel>
      <Charts />
      <div className="mt-4">
        <Ticker />
      </div>
    </>
  );
}
