import { currencySchema, minorSchema, toDecimal, type Keys, type ProductView } from '@stockade/contracts';
import { makeEntityReader } from '@stockade/records';
import type { Redis } from '@stockade/redis';
import { z } from 'zod';

const productSchema = z.object({
  id: z.string(),
  name: z.string(),
  // Redis OM omits an empty text.
  description: z.string().default(''),
  price: minorSchema,
  // Products from before this field existed have none.
  currency: currencySchema.optional(),
  created_at: z.int(),
  updated_at: z.int(),
});
export type Product = z.infer<typeof productSchema>;

/** A product with its stock, or null when there is none. */
export type ReadProduct = (productId: string) => Promise<ProductView | null>;

/** Reads products from Redis, through Redis OM. A product without a currency is priced in the shop's. */
export function makeProductReader(redis: Redis, keys: Keys, shopCurrency: string): ReadProduct {
  const readProduct = makeEntityReader(
    redis,
    keys.entities.product,
    {
      id: 'string',
      name: 'string',
      description: 'string',
      price: 'number',
      currency: 'string',
      created_at: 'number',
      updated_at: 'number',
    },
    productSchema,
  );

  return async (productId) => {
    const [product, available] = await Promise.all([
      readProduct(productId),
      redis.hGet(keys.stock(productId), 'available'),
    ]);
    return product && toProductView(product, Number(available ?? 0), shopCurrency);
  };
}

/** The product as HTTP answers it: a decimal, and ISO times. */
export function toProductView(product: Product, stockQuantity: number, shopCurrency: string): ProductView {
  const { price, currency = shopCurrency } = product;
  return {
    id: product.id,
    name: product.name,
    description: product.description,
    price: toDecimal(price, currency),
    currency,
    stock_quantity: stockQuantity,
    created_at: new Date(product.created_at).toISOString(),
    updated_at: new Date(product.updated_at).toISOString(),
  };
}
