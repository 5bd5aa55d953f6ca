import { setTimeout as after } from 'node:timers/promises';
import type { Keys, StockKeys } from '@stockade/contracts';
import { NO_CONFIRMATIONS, type Confirmations, type Redis } from '@stockade/redis';
import { makeLeases, type Leases } from './leases.js';
import { makeStockMoves, type StockMoves, type Transfer } from './stock-moves.js';

/** Moves pieces of products between the places of a shop of several partitions. */
export interface AllottedStock {
  readonly moves: StockMoves;
  readonly leases: Leases;
  readonly pause: Pause;
}

/** Waits for so many milliseconds. */
export type Pause = (ms: number) => Promise<unknown>;

/** Null in a shop of one partition, which has all its stock in one place. */
export function makeAllottedStock(
  redis: Redis,
  keys: Keys,
  confirmations: Confirmations = NO_CONFIRMATIONS,
  pause: Pause = (ms) => after(ms),
): AllottedStock | null {
  if (keys.partitions.length === 1) return null;
  return { moves: makeStockMoves(redis, keys, confirmations), leases: makeLeases(redis, keys, pause), pause };
}

/** Takes the pieces of open transfers and closes the transfers, whoever opened them. Several processes may do so at once. */
export async function finish(moves: StockMoves, transfers: readonly Transfer[]): Promise<void> {
  await Promise.all(
    transfers.map(async (transfer) => {
      await moves.take(transfer);
      await moves.close(transfer);
    }),
  );
}

/** What is needed, and where. */
export interface Wanted {
  productId: string;
  to: StockKeys;
  /** How many pieces are missing there. */
  missing: number;
  /** How many pieces each place had when it was read. */
  available: readonly number[];
}

/** Brings pieces of a product to one place, beginning with the place that has the most, until there are enough. */
export async function gather(moves: StockMoves, { productId, to, missing, available }: Wanted): Promise<void> {
  const sources = moves.places
    .map((place, i) => ({ place, pieces: available[i] ?? 0 }))
    .filter(({ place, pieces }) => place !== to && pieces > 0)
    .toSorted((a, b) => b.pieces - a.pieces);
  let found = 0;
  for (const { place } of sources) {
    if (found >= missing) break;
    const transfer = await moves.give(productId, place, to, missing - found);
    if (transfer === null) continue;
    await finish(moves, [transfer]);
    found += transfer.pieces;
  }
}

/** Whether some place has so many pieces that its usual share covers what is missing: then nobody is left short. */
export function isPlenty({ places, shares }: StockMoves, { to, missing, available }: Wanted): boolean {
  return places.some((place, i) => place !== to && (available[i] ?? 0) >= shares * missing);
}
