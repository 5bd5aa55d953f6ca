import type { Keys, OverviewView } from '@stockade/contracts';
import type { Metrics } from '@stockade/http';
import { UnreadableRecordError } from '@stockade/redis';
import { Gauge } from 'prom-client';
import type { Sampler } from './sampling/sampler.js';
import { watchedStreams } from './sampling/watched-streams.js';

const MS_PER_S = 1_000;

type PartitionOverview = OverviewView['streams'][number]['partitions'][number];

/** Something that is measured in each sample; null when it is not known. */
interface Level<Sample> {
  readonly name: string;
  readonly help: string;
  readonly of: (sample: Sample) => number | null;
}

/** Under the same names as the metrics of the consumers. These are at most a second old even while a service is away. */
const STREAM_LEVELS: readonly Level<PartitionOverview>[] = [
  { name: 'stockade_stream_length_entries', help: 'Stream entries not trimmed yet', of: ({ length }) => length },
  {
    name: 'stockade_group_lag_entries',
    help: 'Stream entries not yet delivered to any consumer',
    of: ({ lag }) => lag,
  },
  {
    name: 'stockade_group_pending_entries',
    help: 'Stream entries delivered and not settled',
    of: ({ pending }) => pending,
  },
  {
    name: 'stockade_group_oldest_pending_seconds',
    help: 'Age of the oldest pending entry, or 0',
    of: ({ oldest_pending_age_ms: oldestMs }) => (oldestMs ?? 0) / MS_PER_S,
  },
  {
    name: 'stockade_dead_letters',
    help: 'Dead letters not replayed or purged yet',
    of: ({ dead_letters }) => dead_letters,
  },
];

const REDIS_LEVELS: readonly Level<OverviewView['redis']>[] = [
  {
    name: 'stockade_redis_ping_seconds',
    help: 'How long a PING took, at the slowest primary',
    of: ({ latency_ms }) => latency_ms / MS_PER_S,
  },
  {
    name: 'stockade_redis_memory_bytes',
    help: 'Memory in use, of all primaries',
    of: ({ memory_bytes }) => memory_bytes,
  },
  {
    name: 'stockade_redis_memory_max_bytes',
    help: 'maxmemory of all primaries; absent where one has none',
    of: ({ memory_max_bytes }) => memory_max_bytes,
  },
  {
    name: 'stockade_redis_commands_per_second',
    help: 'Commands that all primaries execute',
    of: ({ commands_per_s }) => commands_per_s,
  },
  {
    name: 'stockade_redis_append_only_bytes',
    help: 'Size of the append-only files of all primaries',
    of: ({ append_only_bytes }) => append_only_bytes,
  },
  {
    name: 'stockade_redis_append_only_ok',
    help: '1 while every primary keeps an append-only file and can write to it, else 0',
    of: ({ append_only: isKept, append_only_ok: isWritten }) =>
      isKept === false || isWritten === false ? 0 : isKept && isWritten && 1,
  },
  {
    name: 'stockade_redis_replicas',
    help: 'Replicas connected to the primary that has the fewest',
    of: ({ replicas }) => replicas,
  },
];

const QUANTILES = { 0.5: 'p50_ms', 0.95: 'p95_ms', 0.99: 'p99_ms' } as const;

/**
 * Keeps the last sample as metrics. While there is none they are absent: because Redis does not answer, and then `stockade_redis_up` is
 * 0, or because it has something that cannot be read.
 */
export function measureShop(sampler: Pick<Sampler, 'listen'>, keys: Keys, metrics: Metrics): void {
  const keepers = [keepStreams(keys, metrics), keepRedis(metrics), keepDecisionTimes(metrics)];
  const up = makeGauge('stockade_redis_up', '1 while Redis answers the operations service, else 0', [], metrics);
  sampler.listen({
    onSample(overview) {
      up.set(1);
      for (const keep of keepers) keep(overview);
    },
    onTrouble(error) {
      up.set(Number(error instanceof UnreadableRecordError));
      for (const keep of keepers) keep(null);
    },
  });
}

/** Given null, it forgets what it has kept. */
type Keeper = (overview: OverviewView | null) => void;

function keepStreams(keys: Keys, metrics: Metrics): Keeper {
  const streams = watchedStreams(keys);
  const gauges = STREAM_LEVELS.map(({ name, help, of }) => ({ of, gauge: makeGauge(name, help, ['stream'], metrics) }));
  return (overview) => {
    for (const { kind, partition, flow } of streams) {
      const ofKind = overview?.streams.find(({ stream }) => stream === kind);
      const sample = ofKind?.partitions.find((one) => one.partition === partition);
      for (const { gauge, of } of gauges) show(gauge, { stream: flow.stream }, sample ? of(sample) : null);
    }
  };
}

function keepRedis(metrics: Metrics): Keeper {
  const gauges = REDIS_LEVELS.map(({ name, help, of }) => ({ of, gauge: makeGauge(name, help, [], metrics) }));
  return (overview) => {
    for (const { gauge, of } of gauges) show(gauge, {}, overview && of(overview.redis));
  };
}

function keepDecisionTimes(metrics: Metrics): Keeper {
  const help = 'From placed to paid: quantiles of a sample of the orders paid in the last minute';
  const gauge = makeGauge('stockade_placed_to_paid_seconds', help, ['quantile'], metrics);
  return (overview) => {
    for (const [quantile, field] of Object.entries(QUANTILES)) {
      const tookMs = overview?.placed_to_paid[field] ?? null;
      show(gauge, { quantile }, tookMs === null ? null : tookMs / MS_PER_S);
    }
  };
}

/** It is absent until it is set; the library shows one without labels as 0. */
function makeGauge<Label extends string>(
  name: string,
  help: string,
  labelNames: Label[],
  metrics: Metrics,
): Gauge<Label> {
  const gauge = new Gauge({ name, help, labelNames, registers: [metrics] });
  gauge.remove({});
  return gauge;
}

function show<Label extends string>(
  gauge: Gauge<Label>,
  labels: Partial<Record<Label, string>>,
  level: number | null,
): void {
  if (level === null) gauge.remove(labels);
  else gauge.set(labels, level);
}
