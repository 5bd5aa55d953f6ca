import { beforeEach, describe, expect, test } from '@jest/globals';
import { makeKeys, type OverviewView } from '@stockade/contracts';
import { usePrivateRedis } from '@stockade/testing';
import { makeHistory, type History } from '../../services/operations/src/history/history.js';
import { RECORD_CHARACTERS, RINGS } from '../../services/operations/src/history/rings.js';

const redis = usePrivateRedis({ appendfsync: 'everysec' });
beforeEach(() => redis.flush());

const MS_PER_S = 1_000;
/** A whole minute that is over, so that every step begins where a test begins. */
const START_MS = Math.floor(Date.now() / 60_000 - 10) * 60_000;
const LATENCY = 'redis.latency_ms';
const RATE = 'order-placed.rate';

/** A sample of which two series are looked at. */
function sample(second: number, { latencyMs, ratePerS = 0 }: { latencyMs: number; ratePerS?: number }): OverviewView {
  const level = { length: 0, lag: 0, pending: 0, oldest_pending_age_ms: null, deliveries_max: 0, dead_letters: 0 };
  return {
    at: new Date(START_MS + second * MS_PER_S).toISOString(),
    interval_ms: MS_PER_S,
    orders_per_s: ratePerS,
    placed_to_paid: { orders: 0, p50_ms: null, p95_ms: null, p99_ms: null },
    streams: [{ stream: 'order-placed', rate_per_s: ratePerS, ...level, groups: [], partitions: [] }],
    redis: {
      primaries: 1,
      latency_ms: latencyMs,
      memory_bytes: null,
      memory_max_bytes: null,
      replicas: null,
      append_only: null,
      append_only_ok: null,
      append_only_bytes: null,
      commands_per_s: null,
    },
  };
}

async function valuesOf(history: History, name: string, stepS: 1 | 10 | 60, count: number, fromS = 0) {
  const { series } = await history.read({ series: [name], fromMs: START_MS + fromS * MS_PER_S, stepS });
  return series[0]?.values.slice(0, count);
}

describe.each([1, 12])('the history of a shop with %d partitions', (partitions) => {
  const keys = makeKeys(partitions);

  test('has a value for each second and none where nothing was measured, whoever reads it', async () => {
    const history = makeHistory(redis.client, keys);
    for (const second of [0, 1, 4, 5]) await history.write(sample(second, { latencyMs: second + 0.5 }));
    // A second is over when the next one is measured.
    expect(await valuesOf(makeHistory(redis.client, keys), LATENCY, 1, 6)).toEqual([0.5, 1.5, null, null, 4.5, null]);
    expect(await valuesOf(history, 'order-completed.lag', 1, 2)).toEqual([null, null]);
  });

  test('keeps the mean of a rate and the worst of everything else in longer steps', async () => {
    const history = makeHistory(redis.client, keys);
    for (let second = 0; second <= 60; second++)
      await history.write(sample(second, { latencyMs: second === 7 ? 90 : 1, ratePerS: second < 10 ? 20 : 50 }));
    expect(await valuesOf(history, LATENCY, 10, 2)).toEqual([90, 1]);
    expect(await valuesOf(history, RATE, 10, 2)).toEqual([20, 50]);
    expect(await valuesOf(history, RATE, 60, 1)).toEqual([45]);
    expect(await valuesOf(history, LATENCY, 60, 1)).toEqual([90]);
  });

  test('is written by one process at a time, and by another once that one is gone', async () => {
    const [first, second] = [makeHistory(redis.client, keys), makeHistory(redis.client, keys)];
    for (const at of [0, 1, 2]) {
      await first.write(sample(at, { latencyMs: 1 }));
      await second.write(sample(at, { latencyMs: 2 }));
    }
    expect(await valuesOf(first, LATENCY, 1, 3)).toEqual([1, 1, null]);
    await first.release();
    await second.write(sample(3, { latencyMs: 2 }));
    await first.write(sample(3, { latencyMs: 1 }));
    expect(await valuesOf(first, LATENCY, 1, 3)).toEqual([1, 1, 2]);
  });
});

test('the rings write over what is older than they are long, and all together stay below two megabytes', async () => {
  const keys = makeKeys();
  const history = makeHistory(redis.client, keys);
  const [seconds] = RINGS;
  const round = seconds?.slots ?? 0;
  for (const second of [-round, -round + 1, 0, 1, 2])
    await history.write(sample(second, { latencyMs: Math.abs(second) }));
  expect(await valuesOf(history, LATENCY, 1, 3)).toEqual([0, 1, null]);
  expect(await valuesOf(history, LATENCY, 1, 2, 1)).toEqual([1, null]);
  const sizes = RINGS.map(({ slots }) => slots * RECORD_CHARACTERS);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(2_000_000);
  for (const [i, { name }] of RINGS.entries())
    expect(await redis.client.strLen(keys.opsHistory(name))).toBeLessThanOrEqual(sizes[i] ?? 0);
});
