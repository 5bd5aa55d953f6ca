// What the processes of this peer share: how orders and stock lie in Redis, and the scripts that change them.
import { Redis } from 'ioredis';

export const QUEUE = 'orders';
export const orderKey = (/** @type {string} */ id) => `order:${id}`;
export const stockKey = (/** @type {string} */ productId) => `stock:${productId}`;

/** For commands of this shop, and for a queue: those fail at once without a connection, as the documentation advises for HTTP. */
export const PRODUCER = {
  host: '127.0.0.1',
  port: Number(process.env['REDIS_PORT']),
  // https://github.com/redis/ioredis#autopipelining
  enableAutoPipelining: true,
  // https://docs.bullmq.io/guide/going-to-production#maxretriesperrequest
  maxRetriesPerRequest: 1,
  enableOfflineQueue: false,
  retryStrategy: () => 100,
};
/** For workers, which wait until Redis is back: https://docs.bullmq.io/guide/going-to-production#maxretriesperrequest */
export const WORKER = {
  ...PRODUCER,
  maxRetriesPerRequest: null,
  enableOfflineQueue: true,
};

/** Writes the order, unless it is there: a key that is sent again must not undo what was decided. */
const PLACE = `
  if redis.call('HSETNX', KEYS[1], 'status', 'placed') == 1 then
    redis.call('HSET', KEYS[1], 'items', ARGV[1], 'amount', ARGV[2], 'placed_at', ARGV[3])
  end`;

/**
 * Reserves the whole order or nothing, and only once: an order that was decided keeps its decision, so a job may run again.
 * KEYS order, then the stock of each line; ARGV now, then the quantity of each line.
 */
const RESERVE = `
  local status = redis.call('HGET', KEYS[1], 'status')
  if not status then return redis.error_reply('there is no such order yet') end
  if status ~= 'placed' then return status end
  for i = 2, #KEYS do
    if tonumber(redis.call('GET', KEYS[i]) or 0) < tonumber(ARGV[i]) then
      redis.call('HSET', KEYS[1], 'status', 'short')
      return 'short'
    end
  end
  for i = 2, #KEYS do redis.call('DECRBY', KEYS[i], ARGV[i]) end
  redis.call('HSET', KEYS[1], 'status', 'completed', 'decided_at', ARGV[1])
  return 'completed'`;

/** @param {import('ioredis').RedisOptions} options */
export async function connect(options) {
  const redis = new Redis({ ...options, lazyConnect: true });
  redis.on('error', () => {
    // Each command that it costs fails by itself.
  });
  redis.defineCommand('place', { numberOfKeys: 1, lua: PLACE });
  redis.defineCommand('reserve', { lua: RESERVE });
  await redis.connect();
  return redis;
}
