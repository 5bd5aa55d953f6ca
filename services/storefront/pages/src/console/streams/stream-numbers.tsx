import type { StreamOverview } from '@stockade/client';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { duration } from '../../parts/format.js';
import { perSecond } from '../sums.js';
import { Deliveries } from './deliveries.js';
import type { Sample, Trend } from './samples.js';
import { Sparkline } from './sparkline.js';

const TRENDS: Readonly<Record<Trend, { sign: string; colour: string }>> = {
  grows: { sign: '↗', colour: 'text-bad' },
  falls: { sign: '↘', colour: 'text-good' },
  stays: { sign: '→', colour: 'text-muted' },
};

interface StreamNumbersProps {
  now: StreamOverview;
  rates: readonly Sample[];
  trend: Trend | null;
}

/** The numbers of a stream, in all partitions together. */
export function StreamNumbers({ now, rates, trend }: StreamNumbersProps) {
  const { stream, lag, pending, oldest_pending_age_ms: oldestMs, dead_letters: dead } = now;
  return (
    <dl className="grid grid-cols-2 gap-x-5 gap-y-4 sm:grid-cols-3 xl:grid-cols-[minmax(0,2fr)_repeat(5,minmax(0,1fr))]">
      <Figure name="Entries a second" isWide>
        <span className="flex items-center gap-3">
          <strong className="text-lg">{perSecond(now.rate_per_s)}</strong>
          <span className="block min-w-0 grow">
            <Sparkline samples={rates} />
          </span>
        </span>
      </Figure>
      <Figure name="Length">
        <strong className="text-lg">{now.length.toLocaleString()}</strong>
      </Figure>
      <Figure name="Lag">
        <strong className="text-lg">{lag === null ? 'unknown' : lag.toLocaleString()}</strong>
        {trend !== null && (
          <span className={`ml-1.5 font-bold ${TRENDS[trend].colour}`}>
            <span aria-hidden="true">{TRENDS[trend].sign}</span>
            <span className="sr-only">, it {trend}</span>
          </span>
        )}
      </Figure>
      <Figure name="Pending">
        <strong className="text-lg">{pending.toLocaleString()}</strong>
        {oldestMs !== null && <span className="block text-sm text-muted">oldest {duration(oldestMs)}</span>}
      </Figure>
      <Figure name="Most deliveries">
        <Deliveries count={now.deliveries_max} />
      </Figure>
      <Figure name="Dead letters">
        {dead === 0 ? (
          <strong className="text-lg">0</strong>
        ) : (
          <Link
            href={`/console/dead-letters?${new URLSearchParams({ stream })}`}
            className="inline-block min-h-6 text-lg font-semibold text-bad underline"
          >
            {dead.toLocaleString()}
          </Link>
        )}
      </Figure>
    </dl>
  );
}

function Figure({ name, isWide = false, children }: { name: string; isWide?: boolean; children: ReactNode }) {
  return (
    <div className={`min-w-0 ${isWide ? 'col-span-2 sm:col-span-3 xl:col-span-1' : ''}`}>
      <dt className="text-sm text-muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
