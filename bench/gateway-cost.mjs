// @ts-check
// What the gateway adds to an order: processor time of the store alone, beside that of the store and the gateway, in short rounds,
// one after the other, on one shop. A round's two figures are compared with each other alone, so that what else the machine
// does touches both. Usage: npm run bench -- gateway
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startRedisServer, startStack } from '@stockade/local';
import { cpuTimeOf, median } from './cpu-time.mjs';
import { finished, fire, openShop, reservedAtRest, untilReserved } from './orders.mjs';

// It takes no options.
parseArgs({ options: {} });

const ROUNDS = 30;
const ORDERS_PER_ROUND = 1_500;
/** A disk that stands still for a second makes the store refuse orders; such a round says nothing. */
const SPOILT_ROUNDS_MAX = 10;
const WARM_UP_ORDERS = 5_000;

const dir = await mkdtemp(join(tmpdir(), 'stockade-bench-'));
const redis = await startRedisServer({ dir, appendfsync: 'always' });
const stack = await startStack({ redisUrl: redis.url, env: { PAYMENT_DELAY_MS: '0' }, storefront: {} });
const storefront = stack.storefront;
if (storefront === undefined) throw new Error('it was asked for');
const { headers, productId } = await openShop(stack);
const body = JSON.stringify({ items: [{ product_id: productId, quantity: 1 }] });
const pids = { store: stack.process('store').pid, gateway: storefront.process().pid };
const direct = stack.urls.store;
const through = `${storefront.url}/api/store`;
let placed = 0;

/** @typedef {{ store: number, gateway: number }} Times microseconds per order */
/** @type {{ direct: Times, through: Times }[]} */
const rounds = [];
try {
  for (const url of [direct, through]) await order(url, WARM_UP_ORDERS);
  let spoilt = 0;
  while (rounds.length < ROUNDS) {
    const round = await measureBoth(rounds.length % 2 === 0).catch(async (/** @type {unknown} */ error) => {
      spoilt += 1;
      if (spoilt > SPOILT_ROUNDS_MAX) throw error;
      placed = await reservedAtRest(stack, productId);
    });
    if (round) rounds.push(round);
  }
  if (spoilt > 0) console.log(`${spoilt} rounds were left out, in which orders were refused`);
  report();
} finally {
  await stack.stop();
  await redis.stop();
  await rm(dir, { recursive: true });
}

/** Each way is first as often as the other. @param {boolean} isDirectFirst */
async function measureBoth(isDirectFirst) {
  if (isDirectFirst) return { direct: await measure(direct), through: await measure(through) };
  const second = await measure(through);
  return { direct: await measure(direct), through: second };
}

function report() {
  const added = rounds.map((round) => sum(round.through) - sum(round.direct)).toSorted((a, b) => a - b);
  const say = (/** @type {string} */ what, /** @type {number[]} */ values) =>
    console.log(`  ${what.padEnd(36)}${median(values).toFixed(0)} µs`);
  console.log(`processor time per order, median of ${ROUNDS} rounds of ${ORDERS_PER_ROUND} orders`);
  say(
    'direct: the store',
    rounds.map((round) => round.direct.store),
  );
  say(
    'through the gateway: the store',
    rounds.map((round) => round.through.store),
  );
  say(
    'through the gateway: the gateway',
    rounds.map((round) => round.through.gateway),
  );
  say('added in total, by round', added);
  console.log(`  from ${added[0]?.toFixed(0)} to ${added.at(-1)?.toFixed(0)} µs`);
}

/** @param {string} url @param {number} amount */
async function order(url, amount) {
  placed += amount;
  await finished(fire(url, headers, body, amount));
  await untilReserved(stack, productId, placed);
}

/**
 * @param {string} url
 * @returns {Promise<Times>}
 */
async function measure(url) {
  const before = { store: cpuTimeOf(pids.store), gateway: cpuTimeOf(pids.gateway) };
  await order(url, ORDERS_PER_ROUND);
  return {
    store: (cpuTimeOf(pids.store) - before.store) / ORDERS_PER_ROUND,
    gateway: (cpuTimeOf(pids.gateway) - before.gateway) / ORDERS_PER_ROUND,
  };
}

/** @param {Times} times */
function sum({ store, gateway }) {
  return store + gateway;
}
