// BullMQ on the very Redis that Stockade has: the same program, with the same settings.
import { startRedisServer } from '@stockade/local';

export default {
  title: 'BullMQ 6.7 on Redis',
  settings: [
    ['Redis: appendfsync always, noeviction', 'https://docs.bullmq.io/guide/going-to-production'],
    ['one idempotent job for an order', 'https://docs.bullmq.io/patterns/idempotent-jobs'],
    ['concurrency 128, because a job waits for the provider', 'https://docs.bullmq.io/guide/workers/concurrency'],
    ['finished jobs are removed', 'https://docs.bullmq.io/guide/queues/auto-removal-of-jobs'],
    ['a stalled job is looked for after 30 s, the default', 'https://docs.bullmq.io/guide/jobs/stalled'],
    ['automatic pipelining', 'https://github.com/redis/ioredis#autopipelining'],
  ],
  note: 'Batches are part of BullMQ Pro, which cannot be had from the public registry.',

  /** @param {{ dir: string }} place */
  async openStore({ dir }) {
    /** @type {Awaited<ReturnType<typeof startRedisServer>> | undefined} */
    let redis;
    return {
      env: {},
      async start() {
        if (redis) return redis.restart();
        redis = await startRedisServer({ dir, appendfsync: 'always' });
        this.env = { REDIS_PORT: String(redis.port) };
      },
      stop: () => redis?.stop(),
      kill: () => redis?.kill(),
      pids: () => (redis ? { redis: redis.pid() } : {}),
    };
  },
  processes: [
    { name: 'http', file: 'http.mjs' },
    { name: 'worker', file: 'worker.mjs' },
  ],
  seed: 'seed.mjs',
  books: 'books.mjs',
};
