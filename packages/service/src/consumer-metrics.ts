import type { Metrics } from '@stockade/http';
import type { Consumer } from '@stockade/streams';
import { Counter, Gauge } from 'prom-client';

const MS_PER_S = 1_000;

/** Counts the signals of a consumer, and keeps the last state that it reported of its stream. */
export function countConsumer(consumer: Consumer, stream: string, metrics: Metrics): void {
  countEntries(consumer, stream, metrics);
  countTroubles(consumer, stream, metrics);
  keepStreamState(consumer, stream, metrics);
}

function countEntries({ signals }: Consumer, stream: string, metrics: Metrics): void {
  const processed = new Counter({
    name: 'stockade_entries_processed_total',
    help: 'Stream entries settled: done, or duplicate when the entry or its effect was settled before',
    labelNames: ['stream', 'outcome'],
    registers: [metrics],
  });
  processed.inc({ stream, outcome: 'done' }, 0);
  processed.inc({ stream, outcome: 'duplicate' }, 0);
  signals.on('processed', ({ done, duplicate }) => {
    if (done > 0) processed.inc({ stream, outcome: 'done' }, done);
    if (duplicate > 0) processed.inc({ stream, outcome: 'duplicate' }, duplicate);
  });

  const retried = makeCount(
    'entries_retried',
    'Failed attempts on stream entries that will be retried',
    stream,
    metrics,
  );
  signals.on('retried', () => retried(1));
  const dead = makeCount('entries_dead_lettered', 'Stream entries moved to the dead letters', stream, metrics);
  signals.on('deadLettered', () => dead(1));
  const claimed = makeCount(
    'entries_claimed',
    'Pending stream entries claimed: for their retry, after a restart, or from a consumer that went silent',
    stream,
    metrics,
  );
  signals.on('claimed', ({ entries }) => claimed(entries));
  const vanished = makeCount('entries_vanished', 'Stream entries deleted while they were pending', stream, metrics);
  signals.on('vanished', () => vanished(1));
}

function countTroubles(consumer: Consumer, stream: string, metrics: Metrics): void {
  const stalled = makeCount('consumer_stalls', 'Blocking reads that never returned', stream, metrics);
  consumer.signals.on('stalled', () => stalled(1));
  const failed = makeCount('consumer_failures', 'Errors of the consumer itself, which goes on', stream, metrics);
  consumer.signals.on('failed', () => failed(1));
  // Evaluated at each scrape. While it is 0, the values of keepStreamState are outdated.
  metrics.registerMetric(
    new Gauge({
      name: 'stockade_consumer_up',
      help: '1 while the consumer gets replies from Redis, else 0',
      labelNames: ['stream'],
      registers: [],
      collect() {
        this.set({ stream }, consumer.trouble() === null ? 1 : 0);
      },
    }),
  );
}

function keepStreamState({ signals }: Consumer, stream: string, metrics: Metrics): void {
  const lag = makeLevel('group_lag_entries', 'Stream entries not yet delivered to any consumer', stream, metrics);
  const pending = makeLevel('group_pending_entries', 'Stream entries delivered and not settled', stream, metrics);
  const oldest = makeLevel('group_oldest_pending_seconds', 'Age of the oldest pending entry, or 0', stream, metrics);
  const dead = makeLevel('dead_letters', 'Dead letters not replayed or purged yet', stream, metrics);
  const undeclared = makeLevel(
    'undeclared_groups',
    'Consumer groups that are not declared: entries that they have not read may be trimmed',
    stream,
    metrics,
  );
  undeclared(0);
  const twin = makeLevel('consumer_twin', '1 while another living process has the same consumer name', stream, metrics);
  twin(0);
  signals.on('twin', ({ lives }) => twin(lives ? 1 : 0));
  signals.on('undeclaredGroups', ({ groups }) => undeclared(groups.length));
  signals.on('lag', (state) => {
    lag(state.entries);
    pending(state.pending);
    oldest(state.oldestPendingMs / MS_PER_S);
    dead(state.deadLetters);
  });
}

/** Starts at 0 before the first event; otherwise Prometheus would see no increase at the first one. */
function makeCount(name: string, help: string, stream: string, metrics: Metrics): (entries: number) => void {
  const counter = new Counter({
    name: `stockade_${name}_total`,
    help,
    labelNames: ['stream'],
    registers: [metrics],
  });
  counter.inc({ stream }, 0);
  return (entries) => counter.inc({ stream }, entries);
}

/** Absent until the value is known, and while Redis cannot tell. */
function makeLevel(name: string, help: string, stream: string, metrics: Metrics): (level: number | null) => void {
  const gauge = new Gauge({ name: `stockade_${name}`, help, labelNames: ['stream'], registers: [metrics] });
  return (level) => (level === null ? gauge.remove({ stream }) : gauge.set({ stream }, level));
}
