import { expect, test } from '@jest/globals';
import { makeKeys, type OverviewView } from '@stockade/contracts';
import { makeMetrics } from '@stockade/http';
import { UnreadableRecordError } from '@stockade/redis';
import { readPrometheusText } from '@stockade/testing';
import type { Sampler } from '../src/sampling/sampler.js';
import { STREAM_KINDS } from '../src/sampling/watched-streams.js';
import { measureShop } from '../src/shop-metrics.js';

type Levels = Omit<OverviewView['streams'][number]['partitions'][number], 'partition'>;

const PARTITIONS = 3;
const QUIET: Levels = {
  rate_per_s: 0,
  length: 0,
  lag: 0,
  pending: 0,
  oldest_pending_age_ms: null,
  deliveries_max: 0,
  dead_letters: 0,
};

/** A shop of three partitions, of which the second is like this. */
function overviewWith(ofSecond: Partial<Levels>, redis = {}): OverviewView {
  const partitions = Array.from({ length: PARTITIONS }, (_, partition) => ({
    partition,
    ...QUIET,
    ...(partition === 1 && ofSecond),
  }));
  return {
    at: new Date(0).toISOString(),
    interval_ms: 1_000,
    orders_per_s: 0,
    placed_to_paid: { orders: 2, p50_ms: 40, p95_ms: 90, p99_ms: null },
    streams: STREAM_KINDS.map((stream) => ({ stream, groups: [], partitions, ...QUIET })),
    redis: {
      primaries: 1,
      latency_ms: 2,
      memory_bytes: 100,
      memory_max_bytes: null,
      replicas: 0,
      append_only: true,
      append_only_ok: true,
      append_only_bytes: 10,
      commands_per_s: 5,
      ...redis,
    },
  };
}

/** Measures, and shows what a scrape has after the last of what happened. */
function measure() {
  const listeners: Parameters<Sampler['listen']>[0][] = [];
  const metrics = makeMetrics('operations');
  const listen: Sampler['listen'] = (listener) => {
    listeners.push(listener);
    return () => {};
  };
  measureShop({ listen }, makeKeys(PARTITIONS), metrics);
  return {
    sees(overview: OverviewView) {
      for (const { onSample } of listeners) onSample(overview, true);
    },
    isInTrouble(error = new Error('away')) {
      for (const { onTrouble } of listeners) onTrouble(error);
    },
    scrape: async () => readPrometheusText(await metrics.metrics()),
  };
}

const OURS = ['stockade_group_lag_entries', 'stockade_redis_memory_bytes', 'stockade_placed_to_paid_seconds'];

test('shows nothing before the first sample, and nothing while Redis is away but that', async () => {
  const shop = measure();
  expect(OURS.flatMap((await shop.scrape()).series)).toEqual([]);
  shop.sees(overviewWith({}));
  const seen = await shop.scrape();
  expect(seen.value('stockade_redis_up')).toBe(1);
  expect(OURS.every((name) => seen.series(name).length > 0)).toBe(true);
  shop.isInTrouble();
  const away = await shop.scrape();
  expect(away.value('stockade_redis_up')).toBe(0);
  expect(OURS.flatMap(away.series)).toEqual([]);
});

test('says that Redis is there while it has something that cannot be read, and forgets what it knew', async () => {
  const shop = measure();
  shop.sees(overviewWith({}));
  shop.isInTrouble(new UnreadableRecordError('order-placed:dead', 'WRONGTYPE'));
  const scrape = await shop.scrape();
  expect(scrape.value('stockade_redis_up')).toBe(1);
  expect(OURS.flatMap(scrape.series)).toEqual([]);
});

test('shows each stream of each partition under its name', async () => {
  const shop = measure();
  shop.sees(overviewWith({ lag: 7, pending: 3, oldest_pending_age_ms: 1_500, dead_letters: 2, length: 9 }));
  const scrape = await shop.scrape();
  const stream = '{1}:order-placed';
  expect(scrape.series('stockade_group_lag_entries')).toHaveLength(STREAM_KINDS.length * PARTITIONS);
  expect(scrape.value('stockade_group_lag_entries', { stream })).toBe(7);
  expect(scrape.value('stockade_group_lag_entries', { stream: '{0}:order-placed' })).toBe(0);
  expect(scrape.value('stockade_group_pending_entries', { stream })).toBe(3);
  expect(scrape.value('stockade_group_oldest_pending_seconds', { stream })).toBe(1.5);
  expect(scrape.value('stockade_dead_letters', { stream })).toBe(2);
  expect(scrape.value('stockade_stream_length_entries', { stream })).toBe(9);
});

test('leaves out what is not known, and forgets what it knew', async () => {
  const shop = measure();
  shop.sees(overviewWith({ lag: 7 }));
  shop.sees(overviewWith({ lag: null }, { append_only_ok: false }));
  const scrape = await shop.scrape();
  expect(scrape.value('stockade_group_lag_entries', { stream: '{1}:order-placed' })).toBeUndefined();
  expect(scrape.value('stockade_redis_memory_max_bytes')).toBeUndefined();
  expect(scrape.value('stockade_placed_to_paid_seconds', { quantile: '0.95' })).toBe(0.09);
  expect(scrape.value('stockade_placed_to_paid_seconds', { quantile: '0.99' })).toBeUndefined();
  expect(scrape.value('stockade_redis_append_only_ok')).toBe(0);
  expect(scrape.value('stockade_redis_ping_seconds')).toBe(0.002);

  shop.sees(overviewWith({}, { append_only: null, append_only_ok: null }));
  expect((await shop.scrape()).value('stockade_redis_append_only_ok')).toBeUndefined();
});
