// @ts-check
// Processor time per order, by process, of this checkout beside that of another one: in short rounds, one after the other, on
// one machine. A round's two figures are compared with each other alone, so that what else the machine does touches both.
// Usage: npm run bench:cpu -- <folder of the other checkout, built>
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startRedisServer, startStack } from '@stockade/local';
import { cpuTimeOf, median } from './cpu-time.mjs';
import { finished, fire, openShop, untilReserved } from './orders.mjs';

const ROUNDS = 10;
const ORDERS_PER_ROUND = 5_000;
const WARM_UP_ORDERS = 3_000;
const PROCESSES = /** @type {const} */ (['store', 'warehouse', 'refund', 'redis']);

/** @typedef {Record<(typeof PROCESSES)[number], number>} Times microseconds */

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('name the folder of another checkout, built: npm run bench:cpu -- ../other');
const sides = [await open(undefined), await open(resolve(folder))];

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

/** @param {string | undefined} workspace */
async function open(workspace) {
  const dir = await mkdtemp(join(tmpdir(), 'stockade-bench-'));
  const redis = await startRedisServer({ dir, appendfsync: 'always' });
  const stack = await startStack({ redisUrl: redis.url, env: { PAYMENT_DELAY_MS: '0' }, workspace });
  const { headers, productId } = await openShop(stack);
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
