// @ts-check
// The limit: the same script calls with the same arguments, laid out before the clock starts, sent by a loop that decodes
// nothing and watches over nothing. Started by warehouse-drain.mjs; prints the seconds that it took.
import { readFileSync } from 'node:fs';
import { makeRedis, whenReady, connectInBackground } from '@stockade/redis';
import { BATCH, keys } from './job.mjs';

const script = readFileSync(new URL('../../services/warehouse/src/lua/reserve-stock.lua', import.meta.url), 'utf8');
const redis = makeRedis({ url: process.env['REDIS_URL'] ?? '', name: 'bare-loop', onError: console.error });
connectInBackground(redis);
await whenReady(redis, AbortSignal.timeout(5_000));

const entries = (await redis.xRange(keys.orderCompleted, '-', '+')) ?? [];
const calls = [];
for (let i = 0; i < entries.length; i += BATCH) calls.push(layOut(entries.slice(i, i + BATCH)));
const digest = await redis.scriptLoad(script);

const startedAt = performance.now();
/** @type {Promise<unknown>} */
let before = Promise.resolve();
for (const call of calls) {
  // One script runs while the next batch is read, as in the runtime.
  await redis.sendCommand([
    'XREADGROUP',
    'GROUP',
    'warehouse',
    'bare',
    'COUNT',
    String(BATCH),
    'STREAMS',
    keys.orderCompleted,
    '>',
  ]);
  await before;
  before = redis.evalSha(digest, call);
}
await before;
console.log((performance.now() - startedAt) / 1_000);
redis.destroy();

/** @param {typeof entries} batch */
function layOut(batch) {
  /** @type {string[]} */
  const scriptKeys = [keys.orderCompleted, keys.refundInitiated];
  const args = ['warehouse', '0', '1970-01-01T00:00:00.000Z', 'refund-initiated', 'warehouse', '1'];
  args.push(batch[0]?.id ?? '-', batch.at(-1)?.id ?? '+', String(batch.length), '{}');
  for (const { id, message } of batch) {
    const { order_id, customer_id, total, currency, lines } = JSON.parse(message['event'] ?? '').data;
    args.push(
      id,
      order_id,
      customer_id,
      String(total),
      currency,
      '',
      order_id,
      String(scriptKeys.push(keys.reservation(order_id))),
      '1',
    );
    args.push(String(scriptKeys.push(keys.stock(lines[0].product_id))), lines[0].product_id, '1');
  }
  return { keys: scriptKeys, arguments: args };
}
