import { jsonText, type Keys } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import { z } from 'zod';
import type { Report } from './invariants.js';
import type { Ledger } from './ledger.js';
import { readOrders } from './books.js';

const linesSchema = jsonText(z.array(z.object({ product_id: z.string(), quantity: z.int() })));

/**
 * No order was refused while enough was there. Of a product whose stock is not set during a run, what there is only becomes less:
 * of an order that was refused, one line asked for more than there is at the end. Answers how many orders were refused.
 */
export async function judgeRefusals(redis: Redis, keys: Keys, { restocked }: Ledger, report: Report): Promise<number> {
  const left = new Map<string, Promise<number>>();
  const leftOf = (productId: string) => {
    const known = left.get(productId) ?? countAvailable(redis, keys, productId);
    left.set(productId, known);
    return known;
  };
  let refused = 0;
  for await (const { id } of readOrders(redis, keys)) {
    const [outcome, lines] = await redis.hmGet(keys.reservation(id), ['outcome', 'lines']);
    if (outcome !== 'rejected') continue;
    refused += 1;
    const short = await Promise.all(
      linesSchema
        .parse(lines)
        .map(async ({ product_id, quantity }) => restocked.has(product_id) || (await leftOf(product_id)) < quantity),
    );
    if (!short.includes(true))
      report('not-refused-in-vain', `order ${id} was refused, and all its lines are in stock`, id);
  }
  return refused;
}

/** The pieces of a product that can be sold, wherever they lie. */
export async function countAvailable(redis: Redis, { stocks }: Keys, productId: string): Promise<number> {
  const counts = await Promise.all(stocks.map(({ stock }) => redis.hGet(stock(productId), 'available')));
  return counts.reduce((sum, count) => sum + Number(count ?? 0), 0);
}
