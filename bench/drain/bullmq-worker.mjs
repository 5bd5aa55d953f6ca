// @ts-check
// The peer: a BullMQ worker that does the same job, an order reserved once and whole. BullMQ delivers at least once, so
// its job guards itself with the reservation record, as anybody's would. Started by warehouse-drain.mjs.
import { connectInBackground, makeRedis, whenReady } from '@stockade/redis';
import { Worker } from 'bullmq';
import { keys } from './job.mjs';

const CONCURRENCY = 128;
const RESERVE = `
  if redis.call('EXISTS', KEYS[1]) == 1 then return 'duplicate' end
  local available = tonumber(redis.call('HGET', KEYS[2], 'available'))
  if available < tonumber(ARGV[1]) then return 'rejected' end
  redis.call('HINCRBY', KEYS[2], 'available', -ARGV[1])
  redis.call('HINCRBY', KEYS[2], 'reserved', ARGV[1])
  redis.call('HSET', KEYS[1], 'order_id', ARGV[2], 'customer_id', ARGV[3], 'outcome', 'reserved', 'lines', ARGV[4], 'at', ARGV[5])
  return 'reserved'`;

const url = process.env['REDIS_URL'] ?? '';
const redis = makeRedis({ url, name: 'bullmq-job', onError: console.error });
connectInBackground(redis);
await whenReady(redis, AbortSignal.timeout(5_000));
const digest = await redis.scriptLoad(RESERVE);

const { hostname, port } = new URL(url);
const worker = new Worker(
  'order-completed',
  async ({ data }) => {
    const [line] = data.lines;
    await redis.evalSha(digest, {
      keys: [keys.reservation(data.order_id), keys.stock(line.product_id)],
      arguments: [
        String(line.quantity),
        data.order_id,
        data.customer_id,
        JSON.stringify(data.lines),
        String(Date.now()),
      ],
    });
  },
  { connection: { host: hostname, port: Number(port) }, concurrency: CONCURRENCY, removeOnComplete: { count: 0 } },
);
await worker.waitUntilReady();
console.log('worker ready');
process.on('SIGTERM', () => {
  void worker.close().then(() => process.exit(0));
});
