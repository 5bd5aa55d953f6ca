import { jsonText, type Keys } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import { z } from 'zod';
import { readOrders } from './books.js';
import type { Report } from './invariants.js';
import { countAvailable } from './refusals.js';

const linesSchema = jsonText(z.array(z.object({ product_id: z.string(), quantity: z.int() })));

interface Taken {
  orderId: string;
  quantity: number;
  at: number;
}

/** Names the orders that hold pieces which were not there: of a product with less than nothing, those that took it last. */
export async function nameOversold(
  redis: Redis,
  keys: Keys,
  productIds: readonly string[],
  report: Report,
): Promise<void> {
  const missing = new Map<string, number>();
  for (const id of productIds) {
    const available = await countAvailable(redis, keys, id);
    if (available < 0) missing.set(id, -available);
  }
  if (missing.size === 0) return;
  for (const [productId, taken] of await readTaken(redis, keys, missing)) {
    let left = missing.get(productId) ?? 0;
    for (const { orderId, quantity } of taken.toSorted((a, b) => b.at - a.at)) {
      if (left <= 0) break;
      left -= quantity;
      const what = `order ${orderId} holds ${quantity} of product ${productId}, of which ${-(missing.get(productId) ?? 0)} are left`;
      report('stock-balance', what, orderId);
    }
  }
}

async function readTaken(redis: Redis, keys: Keys, of: ReadonlyMap<string, number>): Promise<Map<string, Taken[]>> {
  const taken = new Map<string, Taken[]>();
  for await (const { id } of readOrders(redis, keys)) {
    const [outcome, lines, at] = await redis.hmGet(keys.reservation(id), ['outcome', 'lines', 'at']);
    if (outcome !== 'reserved') continue;
    for (const { product_id: productId, quantity } of linesSchema.parse(lines)) {
      if (!of.has(productId)) continue;
      taken.set(productId, [...(taken.get(productId) ?? []), { orderId: id, quantity, at: Number(at) }]);
    }
  }
  return taken;
}
