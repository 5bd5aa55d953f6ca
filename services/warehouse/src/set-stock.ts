import type { Keys } from '@stockade/contracts';
import { notNow } from '@stockade/http';
import type { Lease, Redis } from '@stockade/redis';
import { finish, gather, type AllottedStock } from './gather.js';
import { countStock } from './stock-count.js';

/** How often the pieces are counted before the client must try again: they may move, or be sold, while they are gathered. */
const ATTEMPTS_MAX = 25;
const BETWEEN_ATTEMPTS_MS = 10;

/** The outcome of a change of a product. */
export type Updated = 'updated' | 'replayed' | 'conflict' | 'unknown';

/** Calls update-product.lua: the pieces to put to those in the depot or to take off, and the setting that they follow. */
export type ChangeBy = (change: string, settings: string) => Promise<Updated | 'short' | 'outdated'>;

/**
 * Sets how many pieces of a product are available in all places together, as a difference to what was counted. Additional pieces go
 * to the depot; surplus ones are gathered there and then removed. A sale in between counts as a sale after the change.
 *
 * Two simultaneous changes must not both add their difference to the same count. So the depot numbers the changes, and the
 * script accepts only a count that was made after the last one.
 *
 * Throws a problem 503 when the stock does not come to rest.
 */
export function makeSetStock(redis: Redis, keys: Keys, { moves, leases, pause }: AllottedStock) {
  const { depot } = keys;
  const inDepot = moves.places.indexOf(depot);

  return async (productId: string, quantity: number, changeBy: ChangeBy): Promise<Updated> => {
    let lease: Lease | null = null;
    try {
      for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
        if (attempt > 0) await pause(BETWEEN_ATTEMPTS_MS);
        const settings = (await redis.hGet(depot.stock(productId), 'settings')) ?? '0';
        const { total, available, open } = await countStock(moves, productId);
        await finish(moves, open);
        if (total === null) continue;
        const change = quantity - total;
        const word = await changeBy(change < 0 ? String(change) : `+${change}`, settings);
        if (word === 'outdated') continue;
        if (word !== 'short') return word;
        // Kept until it is set: whoever is short would take the pieces back.
        lease ??= await leases.take(productId);
        await gather(moves, { productId, to: depot, missing: -change - (available[inDepot] ?? 0), available });
      }
      throw notNow(`The stock of ${productId} does not come to rest: it is sold or moved while it is counted`);
    } finally {
      await lease?.release();
    }
  };
}
