import { makeKeys } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import { makeStockHistory, STOCK_LOOK_INTERVAL_MS } from '../../services/operations/src/stock-history/stock-history.js';

const keys = makeKeys();
const MS_PER_S = 1_000;

/** Looks at the stock of a shop of one partition as another operations service would, though it may not be time yet. */
export async function lookAtStock(redis: Redis): Promise<void> {
  await setLastLook(redis, 2 * STOCK_LOOK_INTERVAL_MS);
  await makeStockHistory(redis, keys).look(Date.now());
}

/** Has the last look be so long ago: until it was a minute ago, nobody looks. */
export async function setLastLook(redis: Redis, agoMs: number): Promise<void> {
  await redis.set(keys.opsStockLooked, String(Math.floor((Date.now() - agoMs) / MS_PER_S)));
}
