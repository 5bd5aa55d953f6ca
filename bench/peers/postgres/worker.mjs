// Charges, reserves, and refunds what is short, in batches. A batch is locked from when it is read until it is decided, so a worker
// that dies lets go of it at once, and several workers share the orders.
import { setTimeout as pause } from 'node:timers/promises';
import { makeProvider } from '../parts/provider.mjs';
import { connect, listen, PLACED_CHANNEL, transaction } from './database.mjs';
import { LOCK_STOCK, TAKE_PLACED, TAKE_SHORT, TAKE_STOCK, WRITE_DECISIONS, WRITE_REFUNDS } from './statements.mjs';

const BATCH = 128;
/** Batches at the same time: while one waits for the provider or the disk, another is worked at. */
const LANES = 2;
/** Without a word from those who place orders, this often is looked for some. */
const LOOK_EVERY_MS = 100;
const AFTER_ERROR_MS = 100;
/** A look right after the last one would find little: what comes meanwhile makes a larger batch. */
const GATHER_MS = 2;

const provider = makeProvider();
const pool = connect(LANES + 1);
const stopping = new AbortController();
/** @type {Set<() => void>} */
const sleepers = new Set();

/**
 * Takes a batch of placed orders, charges them, decides them in the sequence in which they came, and commits once. A charge may be
 * repeated after a crash, which the provider takes for the same.
 * @returns {Promise<number>} how many it found
 */
const decideBatch = () =>
  transaction(pool, async (ask) => {
    const orders = await ask(TAKE_PLACED, [BATCH]);
    if (orders.length === 0) return 0;
    await Promise.all(orders.map(({ id, amount }) => provider.charge(id, amount)));

    const wanted = orders.map(({ items }) => JSON.parse(items));
    const productIds = [...new Set(wanted.flatMap((items) => items.map(({ product_id }) => product_id)))];
    const stock = await ask(LOCK_STOCK, [productIds]);
    const { taken, statuses } = decide(wanted, new Map(stock.map((one) => [one.product_id, one.available])));
    if (taken.size > 0) await ask(TAKE_STOCK, [[...taken.keys()], [...taken.values()]]);
    await ask(WRITE_DECISIONS, [orders.map(({ id }) => id), statuses, Date.now()]);
    return orders.length;
  });

/** Gives back what was charged for orders that are short. That they are is committed before. */
const refundBatch = () =>
  transaction(pool, async (ask) => {
    const orders = await ask(TAKE_SHORT, [BATCH]);
    if (orders.length === 0) return 0;
    await Promise.all(orders.map(({ id }) => provider.refund(id)));
    await ask(WRITE_REFUNDS, [orders.map(({ id }) => id), Date.now()]);
    return orders.length;
  });

/**
 * The whole order or nothing, one after the other.
 * @param {import('../parts/front.mjs').Item[][]} wanted
 * @param {Map<string, number>} available
 */
function decide(wanted, available) {
  const taken = new Map();
  const statuses = wanted.map((items) => {
    if (items.some(({ product_id, quantity }) => (available.get(product_id) ?? 0) < quantity)) return 'short';
    for (const { product_id, quantity } of items) {
      available.set(product_id, (available.get(product_id) ?? 0) - quantity);
      taken.set(product_id, (taken.get(product_id) ?? 0) + quantity);
    }
    return 'completed';
  });
  return { taken, statuses };
}

/** @param {() => Promise<number>} batch */
async function lane(batch) {
  while (!stopping.signal.aborted) {
    const found = await batch().catch(() => undefined);
    if (found === undefined) await pause(AFTER_ERROR_MS);
    else if (found === 0) await wakeUp();
    else if (found < BATCH) await pause(GATHER_MS);
    if (found && batch === decideBatch) for (const wake of sleepers) wake();
  }
}

/** Until somebody places an order, or a while has passed. */
async function wakeUp() {
  const awake = new AbortController();
  const wake = () => awake.abort();
  sleepers.add(wake);
  await pause(LOOK_EVERY_MS, undefined, { signal: awake.signal }).catch(() => {});
  sleepers.delete(wake);
}

listen(PLACED_CHANNEL, () => {
  for (const wake of sleepers) wake();
});
const lanes = [...Array.from({ length: LANES }, () => lane(decideBatch)), lane(refundBatch)];
console.log('ready');
process.once('SIGTERM', () => {
  stopping.abort();
  void Promise.all(lanes).then(() => process.exit(0));
});
