import type { Mark, Overview, StreamOverview } from '@stockade/client';
import { useState } from 'react';
import { duration } from '../../parts/format.js';
import { RANGES, type RangeName } from './history.js';
import { perSecond } from '../sums.js';
import { ChartPanel, type ChartOf } from './chart-panel.js';
import { MarkList } from './mark-list.js';
import { useMarks } from './marks.js';

const STREAMS = [
  { stream: 'order-placed', colour: '--pending' },
  { stream: 'order-completed', colour: '--good', dash: [7, 3] },
  { stream: 'refund-initiated', colour: '--back', dash: [2, 3] },
] as const;

const ofEach = (kind: string, of: (stream: StreamOverview) => number | null): ChartOf['lines'] =>
  STREAMS.map(({ stream, ...line }) => ({
    ...line,
    word: stream,
    series: `${stream}.${kind}`,
    of: ({ streams }) => {
      const found = streams.find((one) => one.stream === stream);
      return found === undefined ? null : of(found);
    },
  }));

const ofTimes = (name: 'p50_ms' | 'p95_ms' | 'p99_ms') => ({
  word: name.slice(0, -3),
  series: `placed-to-paid.${name}`,
  of: ({ placed_to_paid: times }: Overview) => times[name],
});

const BYTES_PER_MB = 1_048_576;
const count = (value: number) => value.toLocaleString(undefined, { notation: 'compact' });

const CHARTS: readonly ChartOf[] = [
  { title: 'Entries a second', lines: ofEach('rate', ({ rate_per_s }) => rate_per_s), format: perSecond },
  { title: 'Lag', lines: ofEach('lag', ({ lag }) => lag), format: count, axisUnit: 1 },
  {
    title: 'Oldest pending',
    lines: ofEach('oldest_ms', ({ oldest_pending_age_ms: ageMs }) => ageMs ?? 0),
    format: duration,
    axisUnit: 1,
  },
  {
    title: 'Placed to paid',
    lines: [
      { ...ofTimes('p50_ms'), colour: '--good' },
      { ...ofTimes('p95_ms'), colour: '--stale', dash: [7, 3] },
      { ...ofTimes('p99_ms'), colour: '--bad', dash: [2, 3] },
    ],
    format: duration,
    axisUnit: 1,
  },
  {
    title: 'Redis: answer to a PING',
    lines: [
      { word: 'slowest primary', colour: '--pending', series: 'redis.latency_ms', of: ({ redis }) => redis.latency_ms },
    ],
    format: (ms) => (ms < 10 ? `${ms.toFixed(1)} ms` : duration(ms)),
  },
  {
    title: 'Redis: memory',
    lines: [{ word: 'in use', colour: '--back', series: 'redis.memory_bytes', of: ({ redis }) => redis.memory_bytes }],
    format: (bytes) => `${Number((bytes / BYTES_PER_MB).toFixed(bytes < 10 * BYTES_PER_MB ? 1 : 0))} MB`,
    axisUnit: BYTES_PER_MB,
  },
];

const RANGE_NAMES: readonly RangeName[] = ['15 min', '6 h', '7 d'];

const NO_MARKS: readonly Mark[] = [];

/** What was measured of late, and what happened besides. */
export function Charts() {
  const [range, setRange] = useState<RangeName>('15 min');
  const query = useMarks(range);
  const marks = query.data?.items ?? NO_MARKS;
  return (
    <section aria-label="Of late" className="mt-6">
      <div role="group" aria-label="How far back" className="mb-3 flex gap-2">
        {RANGE_NAMES.map((name) => (
          <button
            key={name}
            type="button"
            className="chip"
            aria-pressed={range === name}
            onClick={() => setRange(name)}
          >
            {name}
          </button>
        ))}
      </div>
      <div className="grid gap-4 md:grid-cols-2">
        {CHARTS.map((chart) => (
          <ChartPanel key={`${chart.title} ${RANGES[range].step}`} chart={chart} range={range} marks={marks} />
        ))}
      </div>
      <div className="mt-4">
        <MarkList query={query} />
      </div>
    </section>
  );
}
