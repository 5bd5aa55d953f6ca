// Accepts orders: writes the order and adds its job, in one turn of the event loop, which is one write to the log of Redis.
import { Queue } from 'bullmq';
import { serve } from '../parts/front.mjs';
import { connect, orderKey, PRODUCER, QUEUE } from './shop.mjs';

const redis = await connect(PRODUCER);
const connection = await connect(PRODUCER);
const queue = new Queue(QUEUE, { connection });
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

await serve({
  async accept({ id, items, amount, placed_at }) {
    await Promise.all([
      redis.place(orderKey(id), JSON.stringify(items), amount, placed_at),
      // https://docs.bullmq.io/guide/jobs/job-ids: a job of this id is added once.
      queue.add('order', { items, amount }, { ...JOB, jobId: id }),
    ]);
  },
  async status(id) {
    const status = await redis.hget(orderKey(id), 'status');
    if (status === null) return undefined;
    return status === 'short' ? 'placed' : status;
  },
  async close() {
    await queue.close();
    redis.disconnect();
    connection.disconnect();
  },
});
