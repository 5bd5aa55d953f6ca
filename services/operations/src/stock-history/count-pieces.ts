import type { Keys } from '@stockade/contracts';
import { readProductStock, readStock } from '@stockade/operations';
import type { Redis } from '@stockade/redis';
import { isKeepable, type Pieces } from './points.js';

/** The pieces of a product in all partitions and the depot together; null when they cannot be told now. */
export type CountPieces = (productId: string, last: Pieces | null) => Promise<Pieces | null>;

/**
 * Reads each place once. Where there are several, they are not read at one instant; but what was received changes only when pieces
 * are delivered and when some were on their way between two places. Only then a product is counted again, with the transfers, and
 * what is on its way counts as available.
 */
export function makeCountPieces(redis: Redis, keys: Keys): CountPieces {
  async function readPlaces(productId: string): Promise<Pieces | null> {
    const stocks = await Promise.all(keys.stocks.map((place) => readStock(redis, keys, place, productId)));
    const known = stocks.filter((stock) => stock !== null);
    if (known.length < stocks.length) return null;
    const sum = (field: keyof Pieces) => known.reduce((total, stock) => total + stock[field], 0);
    return { available: sum('available'), reserved: sum('reserved') };
  }

  async function countAgain(productId: string): Promise<Pieces | null> {
    const stock = await readProductStock(redis, keys, productId);
    if (stock === null || !stock.exact) return null;
    return { available: stock.available + stock.in_transit, reserved: stock.reserved };
  }

  return async (productId, last) => {
    const read = await readPlaces(productId);
    if (read === null) return null;
    const isSure = keys.stocks.length === 1 || (last !== null && receivedOf(read) === receivedOf(last));
    const pieces = isSure ? read : await countAgain(productId);
    return pieces !== null && isKeepable(pieces) ? pieces : null;
  };
}

const receivedOf = ({ available, reserved }: Pieces) => available + reserved;
