import { z } from 'zod';
import { idSchema, sentIdSchema } from '../ids.js';
import { imageUrlSchema } from '../image-url.js';
import { CATEGORY_LENGTH_MAX, DESCRIPTION_LENGTH_MAX, NAME_LENGTH_MAX, STOCK_QUANTITY_MAX } from '../limits.js';
import { currencySchema, decimalSchema, priceSchemaFor } from '../money.js';
import { lines, trimmedText, trimmedTextOrNone } from '../text.js';
import { wholeNumber } from '../whole-number.js';
import { eitherForm, isGiven, optional, withDefault } from './forms.js';
import { pageOf } from './paging.js';

const stockQuantitySchema = wholeNumber(0, STOCK_QUANTITY_MAX);

const nameSchema = trimmedText(NAME_LENGTH_MAX);
const descriptionSchema = lines(DESCRIPTION_LENGTH_MAX);
/** What a product may have or not. As everywhere, null means not given; so an empty text takes it away. */
const mayHave = {
  category: optional(trimmedTextOrNone(CATEGORY_LENGTH_MAX)).meta({ description: 'An empty text takes it away.' }),
  image_url: optional(imageUrlSchema).meta({
    description:
      'A URL that begins with https:// or http://, or a path that begins with one slash, on the origin of the page that ' +
      'shows it. An empty text takes it away.',
  }),
};

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
    ...mayHave,
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
    ...mayHave,
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
/** Undefined fields stay unchanged; an empty category or image_url is taken away. */
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
    category: z.string().nullable(),
    image_url: z
      .string()
      .nullable()
      .meta({ description: 'An http or https URL, or an absolute path on the origin of the page that shows it.' }),
    price: decimalSchema,
    currency: currencySchema,
    stock_quantity: stockQuantitySchema,
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: 'Product' });
export type ProductView = z.infer<typeof productViewSchema>;
export const productPageSchema = pageOf(productViewSchema).meta({ id: 'ProductPage' });
