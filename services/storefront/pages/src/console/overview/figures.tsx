import type { Overview } from '@stockade/client';
import { duration } from '../../parts/format.js';
import { perSecond, sumOf, worstOf } from '../sums.js';

/** What an operator asks first. */
export function Figures({ now }: { now: Overview }) {
  const { p50_ms, p95_ms, p99_ms } = now.placed_to_paid;
  const oldestMs = worstOf(now.streams.map((stream) => stream.oldest_pending_age_ms));
  const dead = sumOf(now.streams.map((stream) => stream.dead_letters));
  const took = (ms: number | null) => (ms === null ? '–' : duration(ms));
  return (
    <dl className="grid grid-cols-2 gap-4 lg:grid-cols-4">
      <Figure name="Orders a second" value={perSecond(now.orders_per_s)} />
      <Figure name="Placed to paid" value={took(p50_ms)} more={`p95 ${took(p95_ms)} · p99 ${took(p99_ms)}`} />
      <Figure name="Oldest pending" value={took(oldestMs)} />
      <Figure name="Dead letters" value={dead.toLocaleString()} isBad={dead > 0} />
    </dl>
  );
}

function Figure({ name, value, more, isBad = false }: { name: string; value: string; more?: string; isBad?: boolean }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-muted">{name}</dt>
      <dd className={`text-2xl font-bold tracking-tight ${isBad ? 'text-bad' : ''}`}>{value}</dd>
      {more !== undefined && <dd className="text-sm text-muted">{more}</dd>}
    </div>
  );
}
