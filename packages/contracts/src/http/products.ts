import { z } from 'zod';
import { idSchema, sentIdSchema } from '../ids.js';
import { DESCRIPTION_LENGTH_MAX, NAME_LENGTH_MAX, STOCK_QUANTITY_MAX } from '../limits.js';
import { currencySchema, decimalSchema, priceSchemaFor } from '../money.js';
import { lines, trimmedText } from '../text.js';
import { wholeNumber } from '../whole-number.js';
import { eitherForm, isGiven, optional, withDefault } from './forms.js';
import { pageOf } from './paging.js';

const stockQuantitySchema = wholeNumber(0, STOCK_QUANTITY_MAX);

const nameSchema = trimmedText(NAME_LENGTH_MAX);
const descriptionSchema = lines(DESCRIPTION_LENGTH_MAX);

/** Clients of the reference systems send `quantity` for `stock_quantity`. */
const older = { quantity: stockQuantitySchema, stock_quantity: z.null().optional() };
const isOlder = (fields: Readonly<Record<string, unknown>>) =>
  isGiven(fields['quantity']) && !isGiven(fields['stock_quantity']);
const toNewer = <Fields extends { quantity: number }>({ quantity, ...fields }: Fields) => ({
  ...fields,
  stock_quantity: quantity,
});

/**
 * The schemas of requests that create or change a product, in a shop of one currency; the price is parsed to minor
 * units.
 */
export function productRequestSchemasFor(currency: string) {
  const priceSchema = priceSchemaFor(currency);
  const newProduct = z.object({
    name: nameSchema,
    description: withDefault(descriptionSchema, ''),
    price: priceSchema,
    stock_quantity: stockQuantitySchema,
  });
  const create = eitherForm({
    usual: newProduct,
    other: newProduct.extend(older).transform(toNewer),
    isOther: isOlder,
  }).meta({ id: 'NewProduct' });

  const changes = {
    name: optional(nameSchema),
    description: optional(descriptionSchema),
    price: optional(priceSchema),
  };
  const names = [...Object.keys(changes), 'stock_quantity'];
  const usual = z
    .object({ ...changes, stock_quantity: optional(stockQuantitySchema) })
    .refine((fields) => Object.values(fields).some(isGiven), `must change at least one of ${names.join(', ')}`)
    .meta({ anyOf: names.map(givenIn), not: { ...givenIn('quantity'), not: givenIn('stock_quantity') } });
  const update = eitherForm<z.infer<typeof usual>>({
    usual,
    other: z.object({ ...changes, ...older }).transform(toNewer),
    isOther: isOlder,
  }).meta({ id: 'ProductChanges' });
  return { create, update };
}
const givenIn = (field: string) => ({ required: [field], properties: { [field]: { not: { type: 'null' } } } });
type Schemas = ReturnType<typeof productRequestSchemasFor>;
export type CreateProductRequest = z.infer<Schemas['create']>;
/** Undefined fields stay unchanged. */
export type UpdateProductRequest = z.infer<Schemas['update']>;

const stock = z.object({ stock_quantity: stockQuantitySchema });
export const setStockRequestSchema = eitherForm({
  usual: stock,
  other: z.object(older).transform(toNewer),
  isOther: isOlder,
}).meta({ id: 'Stock' });

const product = { product_id: sentIdSchema };
export const setStockByBodyRequestSchema = eitherForm({
  usual: stock.extend(product),
  other: z.object({ ...product, ...older }).transform(toNewer),
  isOther: isOlder,
}).meta({ id: 'StockOfProduct' });

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
