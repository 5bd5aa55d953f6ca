import { makeKeys } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import { makeStockHistory, STOCK_LOOK_INTERVAL_MS } from '../../services/operations/src/stock-history/stock-history.js';

const keys = makeKeys();
const MS_PER_S = 1_000;

/** Looks at the stock of a shop of one partition as another operations service would, though it may not be time yet. */
export async function lookAtStock(redis: Redis): Promise<void> {
  await makeLookDue(redis);
  await makeStockHistory(redis, keys).look(Date.now());
}

/** Has the last look be so long ago that the next is due. */
export async function makeLookDue(redis: Redis): Promise<void> {
  const beforeS = Math.floor((Date.now() - 2 * STOCK_LOOK_INTERVAL_MS) / MS_PER_S);
  await redis.set(keys.opsStockLooked, String(beforeS));
}
