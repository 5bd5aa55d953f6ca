import { z } from 'zod';
import { idSchema } from '../ids.js';
import { DESCRIPTION_LENGTH_MAX, NAME_LENGTH_MAX, STOCK_QUANTITY_MAX } from '../limits.js';
import { decimalSchema, priceSchema } from '../money.js';
import { pageOf } from './pages.js';

const stockQuantitySchema = z.int().min(0).max(STOCK_QUANTITY_MAX);

/** `quantity` is an older client's word for `stock_quantity`. */
function withQuantityAlias(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('quantity' in body) || 'stock_quantity' in body) return body;
  const { quantity, ...rest } = body;
  return { ...rest, stock_quantity: quantity };
}

const productFields = z.object({
  name: z.string().trim().min(1).max(NAME_LENGTH_MAX),
  description: z.string().max(DESCRIPTION_LENGTH_MAX),
  price: priceSchema,
  stock_quantity: stockQuantitySchema,
});

export const createProductRequestSchema = z.preprocess(
  withQuantityAlias,
  productFields.extend({ description: productFields.shape.description.default('') }),
);
export type CreateProductRequest = z.infer<typeof createProductRequestSchema>;

export const updateProductRequestSchema = z.preprocess(
  withQuantityAlias,
  productFields
    .partial()
    .refine(
      (fields) => Object.keys(fields).length > 0,
      'must change at least one of name, description, price, stock_quantity',
    ),
);
export type UpdateProductRequest = z.infer<typeof updateProductRequestSchema>;

export const setStockRequestSchema = z.preprocess(withQuantityAlias, z.object({ stock_quantity: stockQuantitySchema }));
export const setStockByBodyRequestSchema = z.preprocess(
  withQuantityAlias,
  z.object({ product_id: idSchema, stock_quantity: stockQuantitySchema }),
);

export const productViewSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    description: z.string(),
    price: decimalSchema,
    stock_quantity: stockQuantitySchema,
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: 'Product' });
export type ProductView = z.infer<typeof productViewSchema>;
export const productPageSchema = pageOf(productViewSchema).meta({ id: 'ProductPage' });
