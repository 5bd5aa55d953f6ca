import {
  currencySchema,
  minorSchema,
  toDecimal,
  toIso,
  type Keys,
  type ProductChangeView,
  type ProductView,
} from '@stockade/contracts';
import { makeEntityReader } from '@stockade/records';
import { readFrom, UnreadableRecordError, type Redis } from '@stockade/redis';
import { z } from 'zod';

/** Fields of a product that an older product, or one without such a thing, does not have. */
const productSchema = z.object({
  id: z.string(),
  name: z.string(),
  // Redis OM omits an empty text.
  description: z.string().default(''),
  category: z.string().optional(),
  image_url: z.string().optional(),
  price: minorSchema,
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
      category: 'string',
      image_url: 'string',
      price: 'number',
      currency: 'string',
      created_at: 'number',
      updated_at: 'number',
    },
    productSchema,
  );

  return async (productId) => {
    const [product, available] = await Promise.all([readProduct(productId), readAvailable(redis, keys, productId)]);
    return product && toProductView(product, available, shopCurrency);
  };
}

/** The pieces that can be sold, wherever they lie; without those that are on their way from one place to another. */
async function readAvailable(redis: Redis, { stocks }: Keys, productId: string): Promise<number> {
  const counts = await Promise.all(stocks.map(({ stock }) => readPieces(redis, stock(productId))));
  return counts.reduce((sum, count) => sum + count, 0);
}

async function readPieces(redis: Redis, key: string): Promise<number> {
  const text = (await readFrom(key, redis.hGet(key, 'available'))) ?? '0';
  const pieces = Number(text);
  if (!Number.isSafeInteger(pieces)) throw new UnreadableRecordError(key, 'available must be a whole number');
  return pieces;
}

const changeSchema = productSchema.pick({ price: true, currency: true, updated_at: true });

/** Reads of products what changes while they are sold: stock and price; null when there is no such product. */
export function makeChangeReader(redis: Redis, keys: Keys, shopCurrency: string) {
  const readChange = makeEntityReader(
    redis,
    keys.entities.product,
    { price: 'number', currency: 'string', updated_at: 'number' },
    changeSchema,
  );
  return async (id: string): Promise<ProductChangeView | null> => {
    const [product, available] = await Promise.all([readChange(id), readAvailable(redis, keys, id)]);
    if (product === null) return null;
    const { price, currency = shopCurrency, updated_at } = product;
    return {
      id,
      stock_quantity: available,
      price: toDecimal(price, currency),
      currency,
      updated_at: toIso(updated_at),
    };
  };
}

/** The product as its hash holds it: names and values in turn, without a category or picture that it does not have. */
export function toFields(product: Product): string[] {
  const { category = '', image_url = '', ...always } = product;
  const fields = Object.entries({ ...always, ...(category && { category }), ...(image_url && { image_url }) });
  return fields.flatMap(([name, value]) => [name, String(value)]);
}

/** The product as HTTP answers it: a decimal, and ISO times. */
export function toProductView(product: Product, stockQuantity: number, shopCurrency: string): ProductView {
  const { price, currency = shopCurrency } = product;
  return {
    id: product.id,
    name: product.name,
    description: product.description,
    category: product.category || null,
    image_url: product.image_url || null,
    price: toDecimal(price, currency),
    currency,
    stock_quantity: stockQuantity,
    created_at: toIso(product.created_at),
    updated_at: toIso(product.updated_at),
  };
}
