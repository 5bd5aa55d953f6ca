import { STOCK_QUANTITY_MAX, type Keys, type StockKeys } from '@stockade/contracts';
import { UnreadableRecordError, type Redis } from '@stockade/redis';
import { z } from 'zod';
import type { Finding } from './finding.js';
import { describeUnreadable, orElse } from './unreadable.js';
import { walkIndex } from './walk-index.js';

const FIELDS = ['available', 'reserved', 'received'] as const;
const QUANTITY_LIMIT = 2 * STOCK_QUANTITY_MAX;
const piecesSchema = z
  .string()
  .regex(/^-?\d{1,16}$/)
  .transform(Number)
  .pipe(z.int().min(-QUANTITY_LIMIT));
const stockSchema = z.object({ available: piecesSchema, reserved: piecesSchema, received: piecesSchema });

/** Quantities of a product. */
export type Stock = z.infer<typeof stockSchema>;

const NO_STOCK: Stock = { available: 0, reserved: 0, received: 0 };

/**
 * The stock at a place of every product in the catalogue; null for one that is unreadable. Each has a record in the depot; a
 * partition that never had a piece of it has none.
 */
export async function readStocks(redis: Redis, keys: Keys, place: StockKeys): Promise<Map<string, Stock | null>> {
  const stocks = new Map<string, Stock | null>();
  for await (const ids of walkIndex(redis, keys.products)) {
    const found = await Promise.all(ids.map((id) => readStock(redis, keys, place, id)));
    for (const [i, id] of ids.entries()) stocks.set(id, found[i] ?? null);
  }
  return stocks;
}

/** The stock of one product at a place, as above. */
export async function readStock(redis: Redis, keys: Keys, place: StockKeys, id: string): Promise<Stock | null> {
  const fields = await orElse(redis.hmGet(place.stock(id), [...FIELDS]), null);
  if (fields === null) return null;
  const [available, reserved, received] = fields;
  const isMissing = [available, reserved, received].every((field) => field === null);
  if (isMissing && place !== keys.depot) return NO_STOCK;
  return stockSchema.safeParse({ available, reserved, received }).data ?? null;
}

/**
 * What is wrong with one stock record by itself. Its three numbers are written in one command, so they must always
 * agree.
 */
export function judgeStock(keys: Keys, place: StockKeys, id: string, stock: Stock | null): Finding[] {
  const where = placeIn(keys, place);
  if (stock === null) {
    const error = new UnreadableRecordError(
      place.stock(id),
      `it must be a hash of whole numbers, ${FIELDS.join(', ')}`,
    );
    return [{ rule: 'stock-readable', id, what: `${where}${describeUnreadable(error)}` }];
  }
  const { available, reserved, received } = stock;
  if (Math.min(available, reserved, received) >= 0 && received === available + reserved) return [];
  const what = `${where}received ${received}, available ${available}, reserved ${reserved}`;
  return [{ rule: 'stock-balance', id, what }];
}

/** Begins the words about a stock in a shop of several partitions, where a product has several. */
export function placeIn(keys: Keys, { place }: StockKeys): string {
  return keys.stocks.length === 1 ? '' : `in ${placeName(place)}: `;
}

export const placeName = (place: string) => (/^\d/.test(place) ? `partition ${place}` : `the ${place}`);
