import { connect, orderKey, stockKey, WORKER } from './shop.mjs';

const PAGE = 1_000;
const redis = await connect(WORKER);

/** @param {string} prefix @param {(keys: string[]) => Promise<unknown[]>} read */
async function tell(prefix, read) {
  const seen = new Set();
  for await (const keys of redis.scanStream({ match: `${prefix}*`, count: PAGE })) {
    // SCAN may give a key twice.
    const fresh = keys.filter((/** @type {string} */ key) => !seen.has(key));
    for (const key of fresh) seen.add(key);
    const lines = await read(fresh);
    if (lines.length > 0) process.stdout.write(`${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
  }
}

await tell(orderKey(''), (keys) =>
  Promise.all(
    keys.map(async (key) => {
      const { status, items, decided_at } = await redis.hgetall(key);
      const [line] = JSON.parse(items);
      const shown = status === 'short' ? 'placed' : status;
      const decidedAt = decided_at === undefined ? null : Number(decided_at);
      return { order: { id: key.slice(orderKey('').length), status: shown, ...line, decided_at: decidedAt } };
    }),
  ),
);
await tell(stockKey(''), (keys) =>
  Promise.all(
    keys.map(async (key) => ({
      stock: { product_id: key.slice(stockKey('').length), available: Number(await redis.get(key)) },
    })),
  ),
);
redis.disconnect();
