import { fileURLToPath } from 'node:url';
import { beforeEach, expect, test } from '@jest/globals';
import { makeKeys } from '@stockade/contracts';
import { startProcess, usePrivateRedis, waitUntil } from '@stockade/testing';
import { seedOrders } from './seed-orders.js';

const ORDERS = 50_000;
/** What is kept of the orders must be less than this; they take 60 MB in Redis, and more as JavaScript objects. */
const HEAP_MAX_MB = 64;
const DEADLINE_MS = 50_000;
const MAIN = fileURLToPath(new URL('../../services/operations/dist/ops.js', import.meta.url));

const redis = usePrivateRedis({ appendfsync: 'everysec' });
beforeEach(() => redis.flush());

test.each([1, 64])(
  `the audit of ${ORDERS} orders in %d partitions gets along with ${HEAP_MAX_MB} MB`,
  async (partitions) => {
    const keys = makeKeys(partitions);
    await redis.client.set(keys.partitionCount, String(partitions));
    await seedOrders(redis.client, ORDERS, keys);
    const audit = await startProcess({
      name: 'audit',
      command: process.execPath,
      args: [`--max-old-space-size=${HEAP_MAX_MB}`, MAIN, 'audit', '--json'],
      env: { REDIS_URL: redis.url },
    });
    const { code } = await waitUntil(() => audit.exit(), { what: 'the audit', deadlineMs: DEADLINE_MS });
    expect(JSON.parse(audit.output().trim().split('\n').at(-1) ?? '')).toMatchObject({
      summary: { orders: ORDERS, findings: 0 },
    });
    expect(code).toBe(0);
  },
  2 * DEADLINE_MS,
);
