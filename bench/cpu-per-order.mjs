// @ts-check
// Processor time per order, by process, of this checkout beside that of another one, or of another setup beside the plain one:
// in short rounds, one after the other, on one machine. A round's two figures are compared with each other alone, so that what
// else the machine does touches both.
// Usage: npm run bench:cpu -- [--replica] [--partitions N] [folder of the other checkout, built]
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startRedisServer, startReplicatedRedis, startStack } from '@stockade/local';
import { cpuTimeOf, median } from './cpu-time.mjs';
import { finished, fire, openShop, untilReserved } from './orders.mjs';

const ROUNDS = 10;
const ORDERS_PER_ROUND = 5_000;
const WARM_UP_ORDERS = 3_000;
const PROCESSES = /** @type {const} */ (['store', 'warehouse', 'refund', 'redis']);

/** @typedef {Record<(typeof PROCESSES)[number], number>} Times microseconds */

/** Some for each partition, so that the load is about even. */
const CUSTOMERS_PER_PARTITION = 4;

/**
 * @typedef {object} Setup
 * @property {string} [workspace] default this one
 * @property {boolean} replica every answer and effect is confirmed by a replica
 * @property {number} partitions
 */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { replica: { type: 'boolean', default: false }, partitions: { type: 'string', default: '1' } },
});
const [folder] = positionals;
const asked = { replica: values.replica, partitions: Number(values.partitions) };
if (folder === undefined && !asked.replica && asked.partitions === 1)
  throw new Error('name the folder of another checkout, built, or a setup: npm run bench:cpu -- --replica');
const plain = { replica: false, partitions: 1 };
const sides = [await open(asked), await open(folder === undefined ? plain : { ...plain, workspace: resolve(folder) })];

/** @type {Times[]} */
const ratios = [];
/** @type {Times[][]} */
const all = [[], []];
try {
  for (const side of sides) await side.order(WARM_UP_ORDERS);
  for (let round = 0; round < ROUNDS; round++) {
    // Each side is first as often as the other.
    const order = round % 2 === 0 ? [0, 1] : [1, 0];
    for (const i of order) all[i]?.push(await measure(sides[i]));
    const [ours, theirs] = [all[0]?.[round], all[1]?.[round]];
    if (ours && theirs) ratios.push(each((name) => ours[name] / theirs[name]));
  }
  console.log(
    `processor time per order, median of ${ROUNDS} rounds of ${ORDERS_PER_ROUND} orders, and ours / theirs by round`,
  );
  for (const name of PROCESSES) {
    const [ours, theirs] = all.map((times) => median(times.map((time) => time[name])));
    const sorted = ratios.map((ratio) => ratio[name]).toSorted((a, b) => a - b);
    const spread = `${sorted[0]?.toFixed(2)} to ${sorted.at(-1)?.toFixed(2)}`;
    console.log(
      `  ${name.padEnd(10)}${ours?.toFixed(0)} µs beside ${theirs?.toFixed(0)} µs, ratio ${median(sorted).toFixed(2)} (${spread})`,
    );
  }
} finally {
  for (const side of sides) await side.close();
}

/** @typedef {Awaited<ReturnType<typeof open>>} Side */

/** @param {Setup} setup */
async function open({ workspace, replica, partitions }) {
  const dir = await mkdtemp(join(tmpdir(), 'stockade-bench-'));
  const redis = replica ? await startReplicated(dir) : await startRedisServer({ dir, appendfsync: 'always' });
  const env = { PAYMENT_DELAY_MS: '0', PARTITIONS: String(partitions), REPLICAS_MIN: replica ? '1' : '0' };
  const stack = await startStack({ redisUrl: redis.url, env, workspace });
  const { headers, productId } = await openShop(stack, partitions === 1 ? 1 : partitions * CUSTOMERS_PER_PARTITION);
  const body = JSON.stringify({ items: [{ product_id: productId, quantity: 1 }] });
  let placed = 0;
  return {
    pids: { ...each((name) => (name === 'redis' ? redis.pid() : stack.process(name).pid)) },
    /** @param {number} amount */
    async order(amount) {
      placed += amount;
      await finished(fire(stack.urls.store, headers, body, amount));
      await untilReserved(stack, productId, placed);
    },
    async close() {
      await stack.stop();
      await redis.stop();
      await rm(dir, { recursive: true });
    },
  };
}

/**
 * A primary, whose processor time counts, and a replica beside it.
 * @param {string} dir
 */
async function startReplicated(dir) {
  const redis = await startReplicatedRedis({ dir });
  const primary = await redis.primary();
  return { url: redis.url, pid: () => primary.pid(), stop: () => redis.stop() };
}

/**
 * @param {Side | undefined} side
 * @returns {Promise<Times>}
 */
async function measure(side) {
  if (side === undefined) throw new Error('there are two sides');
  const before = each((name) => cpuTimeOf(side.pids[name]));
  await side.order(ORDERS_PER_ROUND);
  return each((name) => (cpuTimeOf(side.pids[name]) - before[name]) / ORDERS_PER_ROUND);
}

/**
 * @param {(name: (typeof PROCESSES)[number]) => number} make
 * @returns {Times}
 */
function each(make) {
  return { store: make('store'), warehouse: make('warehouse'), refund: make('refund'), redis: make('redis') };
}
