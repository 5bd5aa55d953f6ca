import { z } from 'zod';
import { idSchema } from '../ids.js';
import { DESCRIPTION_LENGTH_MAX, NAME_LENGTH_MAX, STOCK_QUANTITY_MAX } from '../limits.js';
import { currencySchema, decimalSchema, priceSchemaFor } from '../money.js';
import { trimmedText } from '../text.js';
import { pageOf } from './pages.js';

const stockQuantitySchema = z.int().min(0).max(STOCK_QUANTITY_MAX);

/** `quantity` is an older client's word for `stock_quantity`. */
function withQuantityAlias(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('quantity' in body) || 'stock_quantity' in body) return body;
  const { quantity, ...rest } = body;
  return { ...rest, stock_quantity: quantity };
}

/** What an older client sends in place of the schema that has `stock_quantity`. */
const older = { quantity: stockQuantitySchema };
const noStockQuantity = { not: { required: ['stock_quantity'] } };

/** What may be sent to make a product and to change one, in a shop of one currency; the price is parsed to minor units. */
export function productRequestSchemasFor(currency: string) {
  const fields = z.object({
    name: trimmedText(NAME_LENGTH_MAX),
    description: z.string().max(DESCRIPTION_LENGTH_MAX),
    price: priceSchemaFor(currency),
    stock_quantity: stockQuantitySchema,
  });
  const withoutStock = fields.omit({ stock_quantity: true });

  const whole = fields.extend({ description: fields.shape.description.default('') });
  const create = z.preprocess(withQuantityAlias, whole).meta({
    id: 'NewProduct',
    accepts: z.union([whole, whole.omit({ stock_quantity: true }).extend(older).meta(noStockQuantity)]),
  });

  const names = Object.keys(fields.shape);
  const changes = fields
    .partial()
    .refine((some) => Object.keys(some).length > 0, `must change at least one of ${names.join(', ')}`)
    .meta({
      anyOf: names.map((name) => ({ required: [name] })),
      not: { required: ['quantity'], ...noStockQuantity },
    });
  const update = z.preprocess(withQuantityAlias, changes).meta({
    id: 'ProductChanges',
    accepts: z.union([changes, withoutStock.partial().extend(older).meta(noStockQuantity)]),
  });
  return { create, update };
}
type Schemas = ReturnType<typeof productRequestSchemasFor>;
export type CreateProductRequest = z.infer<Schemas['create']>;
export type UpdateProductRequest = z.infer<Schemas['update']>;

const stock = z.object({ stock_quantity: stockQuantitySchema });
export const setStockRequestSchema = z.preprocess(withQuantityAlias, stock).meta({
  id: 'Stock',
  accepts: z.union([stock, z.object(older).meta(noStockQuantity)]),
});

const product = { product_id: idSchema };
export const setStockByBodyRequestSchema = z.preprocess(withQuantityAlias, stock.extend(product)).meta({
  id: 'StockOfProduct',
  accepts: z.union([stock.extend(product), z.object({ ...product, ...older }).meta(noStockQuantity)]),
});

export const productViewSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    description: z.string(),
    price: decimalSchema,
    currency: currencySchema,
    stock_quantity: stockQuantitySchema,
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: 'Product' });
export type ProductView = z.infer<typeof productViewSchema>;
export const productPageSchema = pageOf(productViewSchema).meta({ id: 'ProductPage' });
