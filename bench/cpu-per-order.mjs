// @ts-check
// Processor time per order, by process, of this checkout beside that of another one, or of another setup beside the plain one:
// in short rounds, one after the other, on one machine. A round's two figures are compared with each other alone, so that what
// else the machine does touches both.
// The rates of the rounds stand beside it.
// Usage: npm run bench -- cpu --help
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startRedisServer, startReplicatedRedis, startStack } from '@stockade/local';
import { cpuTimeOf, median } from './cpu-time.mjs';
import { fire, openShop, placeOrder, untilReserved } from './orders.mjs';
import { copyOrders, withRedis } from './stored-orders.mjs';
import { UsageError, wholeNumber } from './usage-error.mjs';

const ROUNDS = 10;
const ORDERS_PER_ROUND = 5_000;
const WARM_UP_ORDERS = 3_000;
/** What the other shop has when ours has `--stored` orders. */
const STORED_FEW = 10_000;
const PROCESSES = /** @type {const} */ (['store', 'warehouse', 'refund', 'redis']);

/** Orders a second: until the last answer, and until the last reservation. */
const RATES = /** @type {const} */ (['accepted', 'decided']);

/** @typedef {Record<(typeof PROCESSES)[number], number>} Times microseconds */
/** @typedef {Record<(typeof RATES)[number], number>} Rates */
/** @typedef {{ times: Times, rates: Rates }} Round */

/** Some for each partition, so that the load is about even. */
const CUSTOMERS_PER_PARTITION = 4;

/**
 * @typedef {object} Setup
 * @property {string} [workspace] default this one
 * @property {boolean} replica every answer and effect is confirmed by a replica
 * @property {number} partitions
 * @property {number} stored orders that the shop has from before
 */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    replica: { type: 'boolean', default: false },
    partitions: { type: 'string', default: '1' },
    stored: { type: 'string', default: '0' },
  },
});
const [folder] = positionals;
const asked = {
  replica: values.replica,
  partitions: wholeNumber('--partitions', values.partitions, 1),
  stored: wholeNumber('--stored', values.stored, 0),
};
if (folder === undefined && !asked.replica && asked.partitions === 1 && asked.stored === 0)
  throw new UsageError('name the folder of another checkout, built, or one of --replica, --partitions and --stored');
if (folder !== undefined && !existsSync(join(folder, 'services/store/dist/main.js')))
  throw new UsageError(`there is no built checkout in ${folder}`);
if (asked.stored > 0 && asked.partitions > 1) throw new UsageError('--stored is for a shop of one partition');
const plain = { replica: false, partitions: 1, stored: asked.stored === 0 ? 0 : STORED_FEW };
const sides = [await open(asked), await open(folder === undefined ? plain : { ...plain, workspace: resolve(folder) })];

/** @type {[Round[], Round[]]} */
const rounds = [[], []];
try {
  for (const side of sides) await side.order(WARM_UP_ORDERS);
  for (let round = 0; round < ROUNDS; round++) {
    // Each side is first as often as the other.
    for (const i of round % 2 === 0 ? [0, 1] : [1, 0]) rounds[i === 0 ? 0 : 1].push(await measure(sides[i]));
  }
  console.log(`medians of ${ROUNDS} rounds of ${ORDERS_PER_ROUND} orders, and ours / theirs by round`);
  for (const name of PROCESSES) tell(name, 'µs of processor time an order', ({ times }) => times[name]);
  for (const name of RATES) tell(name, 'orders a second', ({ rates }) => rates[name]);
} finally {
  for (const side of sides) await side.close();
}

/**
 * @param {string} name
 * @param {string} unit
 * @param {(round: Round) => number} figureOf
 */
function tell(name, unit, figureOf) {
  const [ours, theirs] = [rounds[0].map(figureOf), rounds[1].map(figureOf)];
  const ratios = ours.map((figure, round) => figure / (theirs[round] ?? 0)).toSorted((a, b) => a - b);
  const spread = `${ratios[0]?.toFixed(2)} to ${ratios.at(-1)?.toFixed(2)}`;
  console.log(
    `  ${name.padEnd(10)}${median(ours).toFixed(0)} beside ${median(theirs).toFixed(0)} ${unit}, ratio ${median(ratios).toFixed(2)} (${spread})`,
  );
}

/** @typedef {Awaited<ReturnType<typeof open>>} Side */

/** @param {Setup} setup */
async function open({ workspace, replica, partitions, stored }) {
  const dir = await mkdtemp(join(tmpdir(), 'stockade-bench-'));
  const redis = replica ? await startReplicated(dir) : await startRedisServer({ dir, appendfsync: 'always' });
  const env = { PAYMENT_DELAY_MS: '0', PARTITIONS: String(partitions), REPLICAS_MIN: replica ? '1' : '0' };
  const stack = await startStack({ redisUrl: redis.url, env, workspace });
  const { headers, productId } = await openShop(stack, partitions === 1 ? 1 : partitions * CUSTOMERS_PER_PARTITION);
  const body = JSON.stringify({ items: [{ product_id: productId, quantity: 1 }] });
  let placed = 1;
  const orderId = await placeOrder(stack, headers[0], body);
  await untilReserved(stack, productId, placed);
  await withRedis(redis.url, (client) => copyOrders(client, { orderId, amount: stored }));
  return {
    pids: { ...each((name) => (name === 'redis' ? redis.pid() : stack.process(name).pid)) },
    /**
     * @param {number} amount
     * @returns {Promise<Rates>}
     */
    async order(amount) {
      placed += amount;
      const startedAt = performance.now();
      const firing = fire(stack.urls.store, headers, body, amount);
      const accepted = await firing.answered;
      await untilReserved(stack, productId, placed);
      const decided = amount / ((performance.now() - startedAt) / 1_000);
      await firing.done;
      return { accepted, decided };
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
 * @returns {Promise<Round>}
 */
async function measure(side) {
  if (side === undefined) throw new Error('there are two sides');
  const before = each((name) => cpuTimeOf(side.pids[name]));
  const rates = await side.order(ORDERS_PER_ROUND);
  return { times: each((name) => (cpuTimeOf(side.pids[name]) - before[name]) / ORDERS_PER_ROUND), rates };
}

/**
 * @param {(name: (typeof PROCESSES)[number]) => number} make
 * @returns {Times}
 */
function each(make) {
  return { store: make('store'), warehouse: make('warehouse'), refund: make('refund'), redis: make('redis') };
}
