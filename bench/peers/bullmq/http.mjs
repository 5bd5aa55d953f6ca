// Accepts orders: writes the order and adds its job. The orders of one turn of the event loop go together, on one connection, and so
// with one write to the log of Redis.
import { Queue } from 'bullmq';
import { serve } from '../parts/front.mjs';
import { connect, orderKey, PRODUCER, QUEUE } from './shop.mjs';

const redis = await connect(PRODUCER);
// The same connection: an order is written before its job can be taken.
const queue = new Queue(QUEUE, { connection: redis });
queue.on('error', () => {
  // The call that it costs fails by itself.
});
await queue.waitUntilReady();

const JOB = {
  // https://docs.bullmq.io/guide/queues/auto-removal-of-jobs
  removeOnComplete: true,
  removeOnFail: { count: 1_000 },
  // https://docs.bullmq.io/guide/retrying-failing-jobs: a provider that is away for a while fails no order.
  attempts: 100,
  backoff: { type: 'exponential', delay: 50, jitter: 0.5, maxDelay: 2_000 },
};

/** @typedef {import('../parts/front.mjs').Order} Order */
/** @type {{ order: Order, resolve: () => void, reject: (error: unknown) => void }[]} */
let waiting = [];

/** @param {readonly Order[]} orders */
async function accept(orders) {
  await Promise.all([
    ...orders.map(({ id, items, amount, placed_at }) =>
      redis.place(orderKey(id), JSON.stringify(items), amount, placed_at),
    ),
    // https://docs.bullmq.io/guide/queues/adding-bulks, and https://docs.bullmq.io/guide/jobs/job-ids: a job of an id is added once.
    queue.addBulk(
      orders.map(({ id, items, amount }) => ({ name: 'order', data: { items, amount }, opts: { ...JOB, jobId: id } })),
    ),
  ]);
}

function acceptWaiting() {
  const batch = waiting;
  waiting = [];
  accept(batch.map(({ order }) => order)).then(
    () => batch.forEach(({ resolve }) => resolve()),
    (error) => batch.forEach(({ reject }) => reject(error)),
  );
}

await serve({
  accept: (order) =>
    new Promise((resolve, reject) => {
      waiting.push({ order, resolve, reject });
      if (waiting.length === 1) setImmediate(acceptWaiting);
    }),
  async status(id) {
    const status = await redis.hget(orderKey(id), 'status');
    if (status === null) return undefined;
    return status === 'short' ? 'placed' : status;
  },
  async close() {
    await queue.close();
    redis.disconnect();
  },
});
