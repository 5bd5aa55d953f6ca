import { z } from 'zod';
import { idSchema } from '../ids.js';
import { DESCRIPTION_LENGTH_MAX, NAME_LENGTH_MAX, STOCK_QUANTITY_MAX } from '../limits.js';
import { decimalSchema, priceSchema } from '../money.js';
import { trimmedText } from '../text.js';
import { pageOf } from './pages.js';

const stockQuantitySchema = z.int().min(0).max(STOCK_QUANTITY_MAX);

/** `quantity` is an older client's word for `stock_quantity`. */
function withQuantityAlias(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('quantity' in body) || 'stock_quantity' in body) return body;
  const { quantity, ...rest } = body;
  return { ...rest, stock_quantity: quantity };
}

const productFields = z.object({
  name: trimmedText(NAME_LENGTH_MAX),
  description: z.string().max(DESCRIPTION_LENGTH_MAX),
  price: priceSchema,
  stock_quantity: stockQuantitySchema,
});

/** What an older client sends in place of the schema that has `stock_quantity`. */
const older = { quantity: stockQuantitySchema };
const noStockQuantity = { not: { required: ['stock_quantity'] } };

const newProduct = productFields.extend({ description: productFields.shape.description.default('') });
export const createProductRequestSchema = z.preprocess(withQuantityAlias, newProduct).meta({
  id: 'NewProduct',
  accepts: z.union([newProduct, newProduct.omit({ stock_quantity: true }).extend(older).meta(noStockQuantity)]),
});
export type CreateProductRequest = z.infer<typeof createProductRequestSchema>;

const FIELDS = Object.keys(productFields.shape);
const productChanges = productFields
  .partial()
  .refine((fields) => Object.keys(fields).length > 0, `must change at least one of ${FIELDS.join(', ')}`)
  .meta({
    anyOf: FIELDS.map((field) => ({ required: [field] })),
    not: { required: ['quantity'], ...noStockQuantity },
  });
export const updateProductRequestSchema = z.preprocess(withQuantityAlias, productChanges).meta({
  id: 'ProductChanges',
  accepts: z.union([
    productChanges,
    productFields.omit({ stock_quantity: true }).partial().extend(older).meta(noStockQuantity),
  ]),
});
export type UpdateProductRequest = z.infer<typeof updateProductRequestSchema>;

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
    stock_quantity: stockQuantitySchema,
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: 'Product' });
export type ProductView = z.infer<typeof productViewSchema>;
export const productPageSchema = pageOf(productViewSchema).meta({ id: 'ProductPage' });
