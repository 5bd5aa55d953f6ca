// Charges, reserves, and refunds what is short. BullMQ delivers at least once, so every step may be repeated: the provider knows
// the order, and the script looks at what was decided.
import { Worker } from 'bullmq';
import { makeProvider } from '../parts/provider.mjs';
import { connect, orderKey, QUEUE, stockKey, WORKER } from './shop.mjs';

/** A job mostly waits: https://docs.bullmq.io/guide/workers/concurrency */
const CONCURRENCY = 128;
/** How often a job may be found stalled before it fails: a worker that is killed is no fault of its jobs. */
const STALLED_MAX = 10;

const provider = makeProvider();
const redis = await connect(WORKER);

/** @param {import('bullmq').Job<{ items: import('../parts/front.mjs').Item[], amount: number }>} job */
async function decide({ id, data: { items, amount } }) {
  await provider.charge(id, amount);
  const keys = [orderKey(id), ...items.map(({ product_id }) => stockKey(product_id))];
  const outcome = await redis.reserve(keys.length, ...keys, Date.now(), ...items.map(({ quantity }) => quantity));
  if (outcome !== 'short') return;
  await provider.refund(id);
  await redis.hset(orderKey(id), 'status', 'refunded', 'decided_at', Date.now());
}

const worker = new Worker(QUEUE, decide, {
  connection: WORKER,
  concurrency: CONCURRENCY,
  // https://docs.bullmq.io/guide/jobs/stalled: lockDuration and stalledInterval are the defaults, 30 s.
  maxStalledCount: STALLED_MAX,
});
worker.on('error', () => {
  // It connects again by itself.
});
await worker.waitUntilReady();
console.log('ready');
process.once('SIGTERM', () => {
  void worker.close().then(() => process.exit(0));
});
