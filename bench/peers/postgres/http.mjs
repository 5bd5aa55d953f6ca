// Accepts orders: those of a moment are one statement, and so one commit. Each is answered when that commit is on the disk.
import { serve } from '../parts/front.mjs';
import { connect, PLACED_CHANNEL } from './database.mjs';
import { PLACE_ORDERS, READ_STATUS } from './statements.mjs';

/** Orders in one statement at most. */
const BATCH_MAX = 64;
/** Statements at the same time: while one waits for the disk the next is gathered. */
const COMMITS_AT_ONCE = 2;

const pool = connect(COMMITS_AT_ONCE);
const reading = connect(2);
const waking = connect(1);

/** @typedef {{ order: import('../parts/front.mjs').Order, resolve: () => void, reject: (error: unknown) => void }} Waiting */
/** @type {Waiting[]} */
let waiting = [];
let commits = 0;
let isWaking = false;

/** @param {import('../parts/front.mjs').Order[]} orders */
const insert = (orders) =>
  pool.query({
    ...PLACE_ORDERS,
    values: [
      orders.map(({ id }) => id),
      orders.map(({ items }) => JSON.stringify(items)),
      orders.map(({ amount }) => amount),
      orders.map(({ placed_at }) => placed_at),
    ],
  });

async function commit() {
  commits += 1;
  // What else comes in this turn of the event loop goes along.
  await new Promise(setImmediate);
  while (waiting.length > 0) {
    const batch = waiting.slice(0, BATCH_MAX);
    waiting = waiting.slice(BATCH_MAX);
    try {
      await insert(batch.map(({ order }) => order));
      for (const { resolve } of batch) resolve();
      wake();
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
  commits -= 1;
}

/** Apart from the commit, because commits that notify wait for each other; one that is lost is made up for by the worker's looking. */
function wake() {
  if (isWaking) return;
  isWaking = true;
  waking
    .query(`NOTIFY ${PLACED_CHANNEL}`)
    .catch(() => {})
    .finally(() => (isWaking = false));
}

await pool.query('SELECT 1');
await serve({
  accept: (order) =>
    new Promise((resolve, reject) => {
      waiting.push({ order, resolve, reject });
      if (commits < COMMITS_AT_ONCE && (commits === 0 || waiting.length >= BATCH_MAX)) void commit();
    }),
  async status(id) {
    const { rows } = await reading.query({ ...READ_STATUS, values: [id] });
    const status = rows[0]?.status;
    return status === 'short' ? 'placed' : status;
  },
  close: async () => void (await Promise.all([pool.end(), reading.end(), waking.end()])),
});
