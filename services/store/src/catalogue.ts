import { currencySchema, minorSchema, type Keys } from '@stockade/contracts';
import { makeEntityReader } from '@stockade/records';
import { makeNearCache, type Redis, type Tracked } from '@stockade/redis';
import { z } from 'zod';

const pricedProductSchema = z.object({ name: z.string(), price: minorSchema, currency: currencySchema.optional() });
type PricedProduct = z.infer<typeof pricedProductSchema>;

/**
 * Finds the current price of a product, in minor units of its currency (the shop's when it names none); null when there
 * is no such product. Rejects while Redis does not answer.
 */
export type FindProduct = (productId: string) => Promise<PricedProduct | null>;

/**
 * Finds prices in a near cache, which Redis invalidates. An order placed after a price change was answered gets the new
 * price; a copy that may be outdated because Redis does not answer is never used.
 */
export function makeCatalogue(tracked: Tracked, keys: Keys): FindProduct {
  const load = makePriceReader(tracked.redis, keys);
  const products = makeNearCache<PricedProduct | null>({ tracked });
  return async (productId) => {
    const reading = { name: productId, keys: [keys.product(productId)], load: () => load(productId) };
    return (await products.readCurrent(reading)).value;
  };
}

/**
 * Reads the warehouse's product records to price an order: reference data that the store never writes. Price and name
 * come from one read, so an order never mixes two versions of a product.
 */
export function makePriceReader(redis: Redis, keys: Keys): FindProduct {
  return makeEntityReader(
    redis,
    keys.entities.product,
    { name: 'string', price: 'number', currency: 'string' },
    pricedProductSchema,
  );
}
