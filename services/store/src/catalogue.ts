import { minorSchema, type Keys } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import { makeEntityReader } from '@stockade/service-kit';
import { z } from 'zod';

const pricedProductSchema = z.object({ name: z.string(), price: minorSchema });
type PricedProduct = z.infer<typeof pricedProductSchema>;

/** What a product costs now, in minor units, or null when there is none. */
export type FindProduct = (productId: string) => Promise<PricedProduct | null>;

/**
 * The store reads the warehouse's product records to price an order: reference data, never written here. A price and
 * a name come from one read, so an order never mixes two versions of a product.
 */
export function makeCatalogue(redis: Redis, keys: Keys): FindProduct {
  return makeEntityReader(redis, keys.entities.product, { name: 'string', price: 'number' }, pricedProductSchema);
}
