import type { OverviewView, StreamOverview } from '@stockade/contracts';
import { STREAM_KINDS } from '../sampling/watched-streams.js';

/** Something that is measured in each sample. */
interface Series {
  readonly name: string;
  /** What a longer step keeps of the samples in it: rates on average, levels at their worst. */
  readonly keeps: 'mean' | 'max';
  readonly of: (overview: OverviewView) => number | null;
}

/**
 * All series, in the sequence in which a record has them. A change of it is another layout: count up the version in the name of
 * the rings.
 */
export const SERIES: readonly Series[] = [
  ...STREAM_KINDS.flatMap((kind): Series[] => [
    { name: `${kind}.rate`, keeps: 'mean', of: ofStream(kind, ({ rate_per_s }) => rate_per_s) },
    { name: `${kind}.lag`, keeps: 'max', of: ofStream(kind, ({ lag }) => lag) },
    { name: `${kind}.pending`, keeps: 'max', of: ofStream(kind, ({ pending }) => pending) },
    {
      name: `${kind}.oldest_ms`,
      keeps: 'max',
      of: ofStream(kind, ({ oldest_pending_age_ms: oldestMs }) => oldestMs ?? 0),
    },
    { name: `${kind}.dead`, keeps: 'max', of: ofStream(kind, ({ dead_letters }) => dead_letters) },
  ]),
  { name: 'placed-to-paid.p50_ms', keeps: 'mean', of: ({ placed_to_paid }) => placed_to_paid.p50_ms },
  { name: 'placed-to-paid.p95_ms', keeps: 'max', of: ({ placed_to_paid }) => placed_to_paid.p95_ms },
  { name: 'placed-to-paid.p99_ms', keeps: 'max', of: ({ placed_to_paid }) => placed_to_paid.p99_ms },
  { name: 'redis.latency_ms', keeps: 'max', of: ({ redis }) => redis.latency_ms },
  { name: 'redis.memory_bytes', keeps: 'max', of: ({ redis }) => redis.memory_bytes },
];

export const SERIES_NAMES: readonly string[] = SERIES.map(({ name }) => name);

function ofStream(kind: string, of: (stream: StreamOverview) => number | null): Series['of'] {
  return ({ streams }) => {
    const found = streams.find(({ stream }) => stream === kind);
    return found === undefined ? null : of(found);
  };
}
