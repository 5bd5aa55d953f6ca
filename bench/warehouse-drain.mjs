// @ts-check
// How many paid orders a second one warehouse reserves, beside a BullMQ worker that does the same job at the same
// durability, and beside a bare loop that sends the same script calls: how much of the limit do we reach?
// Each is measured in turn, on a Redis of its own that is stocked before the clock starts. Usage: npm run bench -- drain
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { connectInBackground, makeRedis, whenReady } from '@stockade/redis';
import { freePort, startProcess, startRedisServer, waitUntil } from '@stockade/local';
import { Queue } from 'bullmq';
import { announce, BATCH, keys, makeOrders, reservedPieces, stockUp } from './drain/job.mjs';

// It takes no options.
parseArgs({ options: {} });

const ROUNDS = 3;
const ORDERS = 60_000;
/** BullMQ is several times slower; a rate needs no more than this. */
const BULLMQ_JOBS = 20_000;
const READY_DEADLINE_MS = 20_000;
const DRAIN_DEADLINE_MS = 120_000;

/** @typedef {{ url: string, redis: import('@stockade/redis').Redis }} Place */

/** @type {Record<string, (place: Place) => Promise<number>>} */
const DRAINS = { stockade: drainWithWarehouse, 'bare loop': drainWithBareLoop, bullmq: drainWithBullmq };

for (const appendfsync of /** @type {const} */ (['always', 'everysec'])) {
  /** @type {Record<string, number[]>} */
  const rates = {};
  for (let round = 1; round <= ROUNDS; round++) {
    for (const [name, drain] of Object.entries(DRAINS))
      (rates[name] ??= []).push(await onFreshRedis(appendfsync, drain));
  }
  const [stockade = 0, bare = 0, bullmq = 0] = Object.keys(DRAINS).map((name) => median(rates[name] ?? []));
  console.log(`appendfsync ${appendfsync}, batches of ${BATCH}, medians of ${ROUNDS} interleaved rounds`);
  console.log(
    `  stockade   ${stockade.toFixed(0)} orders/s   (${rates['stockade']?.map((rate) => rate.toFixed(0)).join(', ')})`,
  );
  console.log(`  bare loop  ${bare.toFixed(0)} orders/s; stockade reaches ${(stockade / bare).toFixed(2)} of it`);
  console.log(`  bullmq     ${bullmq.toFixed(0)} orders/s; stockade does ${(stockade / bullmq).toFixed(1)} times that`);
}

/**
 * @param {'always' | 'everysec'} appendfsync
 * @param {(place: Place) => Promise<number>} drain
 */
async function onFreshRedis(appendfsync, drain) {
  const dir = await mkdtemp(join(tmpdir(), 'stockade-bench-'));
  const server = await startRedisServer({ dir, appendfsync });
  const redis = makeRedis({ url: server.url, name: 'bench', onError: console.error });
  connectInBackground(redis);
  await whenReady(redis, AbortSignal.timeout(READY_DEADLINE_MS));
  try {
    return await drain({ url: server.url, redis });
  } finally {
    redis.destroy();
    await server.stop();
    await rm(dir, { recursive: true });
  }
}

/** @param {Place} place */
async function drainWithWarehouse({ url, redis }) {
  const { productIds, orders } = makeOrders(ORDERS);
  await stockUp(redis, productIds);
  await announce(redis, orders);
  const main = fileURLToPath(new URL('../services/warehouse/dist/main.js', import.meta.url));
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    REDIS_URL: url,
    JWT_SECRET: 'a secret for nobody but this benchmark',
    WAREHOUSE_PORT: String(await freePort()),
    CONSUMER_NAME: 'bench',
    CONSUMER_BATCH: String(BATCH),
    SEED_PRODUCTS: 'false',
    LOG_LEVEL: 'warn',
  };
  const warehouse = await startProcess({ name: 'warehouse', command: process.execPath, args: [main], env });
  const rate = await rateOf(ORDERS, () => reservedPieces(redis, productIds));
  await warehouse.stop();
  return rate;
}

/** @param {Place} place */
async function drainWithBareLoop({ url, redis }) {
  const { productIds, orders } = makeOrders(ORDERS);
  await stockUp(redis, productIds);
  await announce(redis, orders);
  await redis.xGroupCreate(keys.orderCompleted, 'warehouse', '0');
  const main = fileURLToPath(new URL('drain/bare-loop.mjs', import.meta.url));
  const loop = await startProcess({
    name: 'bare loop',
    command: process.execPath,
    args: [main],
    env: { ...process.env, REDIS_URL: url },
  });
  await loop.exited;
  if ((await reservedPieces(redis, productIds)) !== ORDERS)
    throw new Error(`the bare loop did not reserve all: ${loop.output()}`);
  return ORDERS / Number(loop.output().trim());
}

/** @param {Place} place */
async function drainWithBullmq({ url, redis }) {
  const { productIds, orders } = makeOrders(BULLMQ_JOBS);
  await stockUp(redis, productIds);
  const { hostname, port } = new URL(url);
  const queue = new Queue('order-completed', { connection: { host: hostname, port: Number(port) } });
  for (let i = 0; i < orders.length; i += 1_000) {
    await queue.addBulk(
      orders.slice(i, i + 1_000).map((data) => ({ name: 'order', data, opts: { removeOnComplete: true } })),
    );
  }
  await queue.close();
  const main = fileURLToPath(new URL('drain/bullmq-worker.mjs', import.meta.url));
  const worker = await startProcess({
    name: 'bullmq',
    command: process.execPath,
    args: [main],
    env: { ...process.env, NODE_ENV: 'production', REDIS_URL: url },
  });
  const rate = await rateOf(BULLMQ_JOBS, () => reservedPieces(redis, productIds));
  await worker.stop();
  return rate;
}

/**
 * The rate between the first look that finds something done and the one that finds everything done: starting a process
 * is not draining.
 * @param {number} all
 * @param {() => Promise<number>} done
 */
async function rateOf(all, done) {
  const first = await waitUntil(done, { what: 'the first order', deadlineMs: READY_DEADLINE_MS, intervalMs: 1 });
  const startedAt = performance.now();
  await waitUntil(async () => (await done()) >= all, {
    what: 'all orders',
    deadlineMs: DRAIN_DEADLINE_MS,
    intervalMs: 5,
  });
  return (all - first) / ((performance.now() - startedAt) / 1_000);
}

/** @param {readonly number[]} numbers */
function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
