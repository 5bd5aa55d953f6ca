import type { Metrics } from '@stockade/http';
import type { Consumer } from '@stockade/streams';
import { Counter, Gauge } from 'prom-client';

const MS_PER_S = 1_000;

/** A consumer and the stream that it reads, which labels its metrics. */
export interface StreamConsumer {
  readonly stream: string;
  readonly consumer: Consumer;
}

/** Counts the signals of consumers, and keeps the last state that each reported of its stream. */
export function countConsumers(consumers: readonly StreamConsumer[], metrics: Metrics): void {
  countEntries(consumers, metrics);
  countTroubles(consumers, metrics);
  keepStreamStates(consumers, metrics);
}

function countEntries(consumers: readonly StreamConsumer[], metrics: Metrics): void {
  const processed = new Counter({
    name: 'stockade_entries_processed_total',
    help: 'Stream entries settled: done, or duplicate when the entry or its effect was settled before',
    labelNames: ['stream', 'outcome'],
    registers: [metrics],
  });
  const retried = makeCount('entries_retried', 'Failed attempts on stream entries that will be retried', metrics);
  const dead = makeCount('entries_dead_lettered', 'Stream entries moved to the dead letters', metrics);
  const claimed = makeCount(
    'entries_claimed',
    'Pending stream entries claimed: for their retry, after a restart, or from a consumer that went silent',
    metrics,
  );
  const vanished = makeCount('entries_vanished', 'Stream entries deleted while they were pending', metrics);
  for (const { stream, consumer } of consumers) {
    processed.inc({ stream, outcome: 'done' }, 0);
    processed.inc({ stream, outcome: 'duplicate' }, 0);
    consumer.signals.on('processed', ({ done, duplicate }) => {
      if (done > 0) processed.inc({ stream, outcome: 'done' }, done);
      if (duplicate > 0) processed.inc({ stream, outcome: 'duplicate' }, duplicate);
    });
    const [countRetried, countDead, countVanished] = [retried(stream), dead(stream), vanished(stream)];
    consumer.signals.on('retried', () => countRetried(1));
    consumer.signals.on('deadLettered', () => countDead(1));
    const countClaimed = claimed(stream);
    consumer.signals.on('claimed', ({ entries }) => countClaimed(entries));
    consumer.signals.on('vanished', () => countVanished(1));
  }
}

function countTroubles(consumers: readonly StreamConsumer[], metrics: Metrics): void {
  const stalled = makeCount('consumer_stalls', 'Blocking reads that never returned', metrics);
  const failed = makeCount('consumer_failures', 'Errors of the consumer itself, which goes on', metrics);
  for (const { stream, consumer } of consumers) {
    const [countStalled, countFailed] = [stalled(stream), failed(stream)];
    consumer.signals.on('stalled', () => countStalled(1));
    consumer.signals.on('failed', () => countFailed(1));
  }
  // Evaluated at each scrape. While it is 0, the values of keepStreamStates are outdated.
  metrics.registerMetric(
    new Gauge({
      name: 'stockade_consumer_up',
      help: '1 while the consumer gets replies from Redis, else 0',
      labelNames: ['stream'],
      registers: [],
      collect() {
        for (const { stream, consumer } of consumers) this.set({ stream }, consumer.trouble() === null ? 1 : 0);
      },
    }),
  );
}

function keepStreamStates(consumers: readonly StreamConsumer[], metrics: Metrics): void {
  const lag = makeLevel('group_lag_entries', 'Stream entries not yet delivered to any consumer', metrics);
  const pending = makeLevel('group_pending_entries', 'Stream entries delivered and not settled', metrics);
  const oldest = makeLevel('group_oldest_pending_seconds', 'Age of the oldest pending entry, or 0', metrics);
  const dead = makeLevel('dead_letters', 'Dead letters not replayed or purged yet', metrics);
  const undeclared = makeLevel(
    'undeclared_groups',
    'Consumer groups that are not declared: entries that they have not read may be trimmed',
    metrics,
  );
  const twin = makeLevel('consumer_twin', '1 while another living process has the same consumer name', metrics);
  for (const { stream, consumer } of consumers) {
    undeclared(stream, 0);
    twin(stream, 0);
    consumer.signals.on('twin', ({ lives }) => twin(stream, lives ? 1 : 0));
    consumer.signals.on('undeclaredGroups', ({ groups }) => undeclared(stream, groups.length));
    consumer.signals.on('lag', (state) => {
      lag(stream, state.entries);
      pending(stream, state.pending);
      oldest(stream, state.oldestPendingMs / MS_PER_S);
      dead(stream, state.deadLetters);
    });
  }
}

/** Starts at 0 before the first event; otherwise Prometheus would see no increase at the first one. */
function makeCount(name: string, help: string, metrics: Metrics): (stream: string) => (entries: number) => void {
  const counter = new Counter({
    name: `stockade_${name}_total`,
    help,
    labelNames: ['stream'],
    registers: [metrics],
  });
  return (stream) => {
    counter.inc({ stream }, 0);
    return (entries) => counter.inc({ stream }, entries);
  };
}

/** Absent until the value is known, and while Redis cannot tell. */
function makeLevel(name: string, help: string, metrics: Metrics): (stream: string, level: number | null) => void {
  const gauge = new Gauge({ name: `stockade_${name}`, help, labelNames: ['stream'], registers: [metrics] });
  return (stream, level) => (level === null ? gauge.remove({ stream }) : gauge.set({ stream }, level));
}
