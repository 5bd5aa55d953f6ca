import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { makeMetrics, type Metrics } from '@stockade/http';
import { connectInBackground, makeRedis, type Redis } from '@stockade/redis';
import { makeConsumer, type BatchHandler, type Consumer } from '@stockade/streams';
import { readPrometheusText, usePrivateRedis, waitUntil } from '@stockade/testing';
import { countConsumers } from '../src/consumer-metrics.js';

const STREAM = 'numbers';
const GROUP = 'readers';
const BOUNDS = {
  batchEntriesMax: 1,
  inFlightEntriesMax: 1,
  lingerMaxMs: 0,
  blockMs: 20,
  claimIntervalMs: 20,
  housekeepingIntervalMs: 20,
  retryDelayMinMs: 10,
  retryDelayMaxMs: 10,
  stopDeadlineMs: 1_000,
};

const server = usePrivateRedis();
let redis: Redis;
let metrics: Metrics;
let consumer: Consumer;

beforeEach(async () => {
  await server.flush();
  redis = connect();
  connectInBackground(redis);
  metrics = makeMetrics('test');
});
afterEach(async () => {
  await consumer.stop();
  redis.destroy();
});

const connect = () => makeRedis({ url: server.url, name: 'counted', onError: () => {} });

/** Entries are settled as `handle` says; those without a word are poison. */
function start(handle: BatchHandler<string>['handle']): void {
  consumer = makeConsumer<string>({
    stream: STREAM,
    group: GROUP,
    consumer: 'one',
    readers: [GROUP],
    redis,
    connect,
    decode({ word }) {
      if (word === undefined) throw new Error('no word');
      return word;
    },
    handler: { kind: 'batch', handle },
    bounds: BOUNDS,
  });
  countConsumers([{ stream: STREAM, consumer }], metrics);
  consumer.start();
}

const announce = (fields: Record<string, string>) => server.client.xAdd(STREAM, '*', fields);
const value = async (name: string, labels: Record<string, string> = {}) =>
  readPrometheusText(await metrics.metrics()).value(`stockade_${name}`, { service: 'test', stream: STREAM, ...labels });
const becomes = (name: string, expected: number | undefined, labels: Record<string, string> = {}) =>
  waitUntil(async () => (await value(name, labels)) === expected, { what: `${name} to be ${expected}` });

test('what is settled, tried again and buried is counted, from 0 on', async () => {
  let tries = 0;
  start(async ([delivery]) => {
    if (delivery === undefined) return [];
    if (delivery.event === 'again' && (tries += 1) <= 2) return [{ retry: 'again' }];
    const acknowledged = await redis.xAck(STREAM, GROUP, delivery.id);
    return [delivery.event !== 'twice' && acknowledged === 1 ? 'done' : 'duplicate'];
  });
  for (const outcome of ['done', 'duplicate']) expect(await value('entries_processed_total', { outcome })).toBe(0);
  for (const name of ['retried', 'dead_lettered', 'claimed', 'vanished'])
    expect(await value(`entries_${name}_total`)).toBe(0);
  expect(await value('dead_letters')).toBe(undefined);

  for (const word of ['one', 'two', 'twice', 'again']) await announce({ word });
  await announce({ number: '5' });
  await becomes('entries_processed_total', 3, { outcome: 'done' });
  await becomes('entries_processed_total', 1, { outcome: 'duplicate' });
  await becomes('entries_retried_total', 2);
  await becomes('entries_claimed_total', 2);
  await becomes('entries_dead_lettered_total', 1);
  await becomes('dead_letters', 1);
  await server.client.del(`${STREAM}:dead`);
  await becomes('dead_letters', 0);
});

test('what waits and what is in hand is shown, and for how long, and is gone when it is settled', async () => {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  start(async (deliveries) => {
    await opened;
    await redis.xAck(
      STREAM,
      GROUP,
      deliveries.map(({ id }) => id),
    );
    return deliveries.map(() => 'done' as const);
  });
  const appendedAt = Date.now();
  for (const word of ['one', 'two', 'three']) await announce({ word });
  await becomes('group_lag_entries', 2);
  await becomes('group_pending_entries', 1);
  const oldestS = async () => (await value('group_oldest_pending_seconds')) ?? 0;
  await waitUntil(async () => (await oldestS()) > 0.05, { what: 'the oldest to grow old' });
  expect(await oldestS()).toBeLessThanOrEqual((Date.now() - appendedAt) / 1_000);
  open();
  for (const name of ['group_lag_entries', 'group_pending_entries', 'group_oldest_pending_seconds'])
    await becomes(name, 0);
});

test('a lag that Redis cannot tell is not shown', async () => {
  start(async (deliveries) => deliveries.map(() => 'duplicate' as const));
  await becomes('group_lag_entries', 0);
  consumer.signals.emit('lag', {
    stream: STREAM,
    group: GROUP,
    entries: null,
    pending: 7,
    oldestPendingMs: 0,
    deadLetters: 0,
  });
  const [lag, pending] = await Promise.all([value('group_lag_entries'), value('group_pending_entries')]);
  expect([lag, pending]).toEqual([undefined, 7]);
});

test('a consumer that gets no answers is down, and what went wrong is counted', async () => {
  start(async (deliveries) => deliveries.map(() => 'duplicate' as const));
  await becomes('consumer_up', 1);
  expect(await value('consumer_stalls_total')).toBe(0);
  // Housekeeping may have met a stream that was not there yet.
  const before = await value('consumer_failures_total');
  await server.client.set(STREAM, 'no stream any more');
  const more = async () => Number(await value('consumer_failures_total')) > Number(before);
  await waitUntil(more, { what: 'a failure to be counted' });
  await consumer.stop();
  expect(await value('consumer_up')).toBe(0);
});
