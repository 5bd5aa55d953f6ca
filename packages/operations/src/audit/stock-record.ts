import { STOCK_QUANTITY_MAX, type SinglePartitionKeys } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import { z } from 'zod';
import type { Finding } from './finding.js';
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

/** The stock of every product in the catalogue; null for one that is missing or unreadable. */
export async function readStocks(redis: Redis, keys: SinglePartitionKeys): Promise<Map<string, Stock | null>> {
  const stocks = new Map<string, Stock | null>();
  for await (const ids of walkIndex(redis, keys.products)) {
    const replies = await Promise.all(ids.map((id) => redis.hmGet(keys.stock(id), [...FIELDS])));
    for (const [i, id] of ids.entries()) {
      const [available, reserved, received] = replies[i] ?? [];
      stocks.set(id, stockSchema.safeParse({ available, reserved, received }).data ?? null);
    }
  }
  return stocks;
}

/**
 * What is wrong with one stock record by itself. Its three numbers are written in one command, so they must always
 * agree.
 */
export function judgeStock(id: string, stock: Stock | null): Finding[] {
  if (stock === null) return [{ rule: 'stock-readable', id, what: 'it is listed, and its stock cannot be read' }];
  const { available, reserved, received } = stock;
  if (Math.min(available, reserved, received) >= 0 && received === available + reserved) return [];
  const what = `received ${received}, available ${available}, reserved ${reserved}`;
  return [{ rule: 'stock-balance', id, what }];
}
