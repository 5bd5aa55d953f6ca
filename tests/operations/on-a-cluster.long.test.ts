import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import {
  auditViewSchema,
  findingPageSchema,
  historySchema,
  jobViewSchema,
  letterCausesSchema,
  marksSchema,
  repairPlanSchema,
  shopLetterPageSchema,
  stockHistorySchema,
  type AuditView,
  type JobView,
} from '@stockade/contracts';
import { connectInBackground, makeRedis, nodesOf, whenReady, type Redis } from '@stockade/redis';
import { startRedisCluster, useLeakCheck, waitUntil, type RedisCluster } from '@stockade/testing';
import { makeStockHistory } from '../../services/operations/src/stock-history/stock-history.js';
import { keys, one, openPartitionedShop } from './partitioned-shop.js';
import { serveWork, type ServedWork } from './serve-work.js';

const START_TIMEOUT_MS = 90_000;
const READY_DEADLINE_MS = 10_000;
const LETTERS = 70;
const AUDIT = { stuck_ms: 0, grace_ms: 20 };

let dir: string;
let cluster: RedisCluster;
let redis: Redis;
let admin: ServedWork;
let product: string;

useLeakCheck();
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'stockade-operations-'));
  cluster = await startRedisCluster({ dir });
  redis = makeRedis({ url: cluster.url, name: 'looks-on', onError: () => {} });
  connectInBackground(redis);
  await whenReady(redis, AbortSignal.timeout(READY_DEADLINE_MS));
  admin = await serveWork(redis, cluster.url, keys.partitions.length);
}, START_TIMEOUT_MS);
beforeEach(async () => {
  for (const node of nodesOf(redis)) await node.flushAll();
  product = await openPartitionedShop(redis);
});
afterAll(async () => {
  await admin?.stop();
  redis?.destroy();
  await cluster?.stop();
  await rm(dir, { recursive: true });
});

const get = async (path: string) => (await admin.request('GET', path)).body;
const jobOver = async ({ job_id }: JobView) => jobViewSchema.parse(await admin.untilOver(`/ops/jobs/${job_id}`));

async function audit(): Promise<AuditView> {
  const begun = auditViewSchema.parse((await admin.request('POST', '/ops/audits', AUDIT)).body);
  return auditViewSchema.parse(await admin.untilOver(`/ops/audits/${begun.audit_id}`));
}

test('on a cluster an audit finds an order that is not listed, and it is repaired in two steps', async () => {
  expect(await audit()).toMatchObject({ state: 'finished', findings: 0, trouble: null });
  const [unlisted = ''] = await redis.zRange(one.orders, 0, 0);
  await redis.zRem(one.orders, unlisted);
  const found = await audit();
  expect(found).toMatchObject({ state: 'finished', trouble: null });
  const path = `/ops/audits/${found.audit_id}`;
  const listed = findingPageSchema.parse(await get(`${path}/findings`)).items;
  expect(listed.filter(({ remedy }) => remedy !== null)).toMatchObject([{ rule: 'index-orders', id: unlisted }]);

  const plan = repairPlanSchema.parse((await admin.request('POST', `${path}/repair`, {})).body);
  expect(plan.repairs.map(({ id }) => id)).toEqual([unlisted]);
  const { body } = await admin.request('POST', `${path}/repair`, { confirm: plan.token });
  expect(await jobOver(jobViewSchema.parse(body))).toMatchObject({ state: 'finished', items: [{ id: unlisted }] });
  expect(await redis.zScore(one.orders, unlisted)).toBe(0);
  expect(await audit()).toMatchObject({ findings: 0 });
});

test('on a cluster the dead letters of all partitions are grouped, replayed and removed', async () => {
  const letter = { reason: 'no such product', group: 'g', at: '1', fields: '["n","1"]' };
  for (const { orderPlaced, orderCompleted } of keys.partitions)
    for (const stream of [orderPlaced, orderCompleted])
      for (let i = 0; i < LETTERS; i += 1) await redis.xAdd(`${stream}:dead`, '*', letter);
  const all = LETTERS * keys.partitions.length;
  const causes = letterCausesSchema.parse(await get('/ops/dead-letters/causes'));
  expect(causes.items.map(({ stream, count }) => [stream, count]).toSorted()).toEqual([
    ['order-completed', all],
    ['order-placed', all],
  ]);
  const lengths = () => Promise.all(keys.partitions.map(({ orderPlaced }) => redis.xLen(orderPlaced)));
  const before = await lengths();
  const replay = await admin.request('POST', '/ops/dead-letters/replay', { filter: { stream: 'order-placed' } });
  expect(await jobOver(jobViewSchema.parse(replay.body))).toMatchObject({
    state: 'finished',
    outcomes: { replayed: all },
  });
  expect(await lengths()).toEqual(before.map((length) => length + LETTERS));
  const purge = await admin.request('POST', '/ops/dead-letters/purge', { filter: {}, expected_count: all });
  expect(await jobOver(jobViewSchema.parse(purge.body))).toMatchObject({
    state: 'finished',
    outcomes: { purged: all },
  });
  expect(shopLetterPageSchema.parse(await get('/ops/dead-letters')).items).toEqual([]);
});

test('on a cluster there are a history, marks, the stock of a product over time and the story of an order', async () => {
  const from = new Date().toISOString();
  const letter = { reason: 'r', group: 'g', at: '1', fields: '["n","1"]' };
  await redis.xAdd(`${one.orderPlaced}:dead`, '*', letter);
  const replay = await admin.request('POST', '/ops/dead-letters/replay', { filter: {} });
  const job = await jobOver(jobViewSchema.parse(replay.body));
  const marks = marksSchema.parse(await get(`/ops/marks?from=${from}`));
  expect(marks.items.map(({ kind, id }) => [kind, id])).toEqual([['replay', job.job_id]]);

  await makeStockHistory(redis, keys).look(Date.now());
  expect(stockHistorySchema.parse(await get(`/ops/stock/${product}/history`)).points).toHaveLength(1);
  const hasHistory = async () => {
    const { series } = historySchema.parse(await get(`/ops/history?series=order-placed.rate&step=1&from=${from}`));
    return series[0]?.values.some((value) => value !== null) === true;
  };
  await waitUntil(hasHistory, { what: 'the history to be written' });
  const [orderId = ''] = await redis.zRange(one.orders, 0, 0);
  expect(await get(`/ops/orders/${orderId}/story`)).toMatchObject({ findings: [] });
});
