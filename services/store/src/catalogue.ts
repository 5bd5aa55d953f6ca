import { currencySchema, minorSchema, type Keys } from '@stockade/contracts';
import { makeEntityReader } from '@stockade/records';
import { makeNearCache, type Redis, type Tracked } from '@stockade/redis';
import { z } from 'zod';

const pricedProductSchema = z.object({ name: z.string(), price: minorSchema, currency: currencySchema.optional() });
type PricedProduct = z.infer<typeof pricedProductSchema>;

/**
 * What a product costs now, in minor units of its currency (the shop's when it names none), or null when there is none.
 * Rejects while Redis cannot say.
 */
export type FindProduct = (productId: string) => Promise<PricedProduct | null>;

/**
 * Prices from this process' memory, which Redis keeps current. Whoever orders after a price change was answered pays the
 * new price; a copy that may be outdated, since Redis cannot say, prices nothing.
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
 * The store reads the warehouse's product records to price an order: reference data, never written here. A price and
 * a name come from one read, so an order never mixes two versions of a product.
 */
export function makePriceReader(redis: Redis, keys: Keys): FindProduct {
  return makeEntityReader(
    redis,
    keys.entities.product,
    { name: 'string', price: 'number', currency: 'string' },
    pricedProductSchema,
  );
}
