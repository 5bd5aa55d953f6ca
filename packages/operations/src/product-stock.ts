import type { Keys, ProductStock } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import { readStock, type Stock } from './audit/stock-record.js';
import { readLanes, type LaneRecord } from './audit/transfer-record.js';

/** Reads before it says that it could not count exactly: pieces are moved about. */
const ATTEMPTS_MAX = 5;

/**
 * The pieces of a product everywhere; null when it is not in the catalogue. Places cannot be read at one instant, so the
 * numbers of the transfers are read before and after: where none has changed, no piece moved in between.
 */
export async function readProductStock(redis: Redis, keys: Keys, productId: string): Promise<ProductStock | null> {
  if ((await redis.zScore(keys.products, productId)) === null) return null;
  for (let attempt = 1; ; attempt++) {
    const before = await readLanes(redis, keys, [productId]);
    const stocks = await Promise.all(keys.stocks.map((place) => readStock(redis, keys, place, productId)));
    const lanes = await readLanes(redis, keys, [productId]);
    const exact = stepsOf(before) === stepsOf(lanes);
    if (!exact && attempt < ATTEMPTS_MAX) continue;
    return toView(keys, productId, stocks, { lanes, exact });
  }
}

function toView(
  keys: Keys,
  productId: string,
  stocks: readonly (Stock | null)[],
  { lanes, exact }: { lanes: readonly LaneRecord[]; exact: boolean },
): ProductStock {
  const places = keys.stocks.flatMap(({ place }, i) => {
    const stock = stocks[i];
    return stock ? [{ place, ...stock }] : [];
  });
  const transfers = lanes.flatMap(({ from, to, sent, open, seenAfter }) =>
    open !== null && seenAfter < sent ? [{ from, to, number: sent, pieces: open }] : [],
  );
  const sum = (field: keyof Stock) => places.reduce((total, place) => total + place[field], 0);
  return {
    product_id: productId,
    available: sum('available'),
    reserved: sum('reserved'),
    received: sum('received'),
    in_transit: transfers.reduce((total, { pieces }) => total + pieces, 0),
    exact,
    places,
    transfers,
  };
}

/** Changes whenever a transfer was sent, taken or closed. */
function stepsOf(lanes: readonly LaneRecord[]): string {
  return lanes
    .map(({ from, to, sent, open, seenAfter }) => `${from} ${to} ${sent} ${open} ${seenAfter}`)
    .toSorted()
    .join(',');
}
