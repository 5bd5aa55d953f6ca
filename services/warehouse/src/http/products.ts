import {
  idempotencyKeySchema,
  productRequestSchemasFor,
  productViewSchema,
  sentIdSchema,
  setStockByBodyRequestSchema,
  setStockRequestSchema,
  type ProductView,
} from '@stockade/contracts';
import { defineRoute, notFound, unprocessable, type Principal, type Route } from '@stockade/http';
import type { NearProducts } from '../near-products.js';
import type { Change, OnceUnder, Products } from '../product-changes.js';
import { answerCached, cacheHeader } from './cached-answer.js';

const tag = 'Products';
const one = {
  path: '/products/:id',
  aliases: ['/product/:id'],
  tag,
  params: { id: { names: 'product', schema: sentIdSchema } },
};
const theProduct = { description: 'The product', body: productViewSchema };
const replayedHeader = {
  'idempotency-replayed': {
    sometimes: '`true` when an earlier request with the same key made the change',
  },
};
/** Common to every route that changes the catalogue and may be repeated. */
const onceUnderKey = {
  headers: {
    'idempotency-key': {
      description: 'Makes a repeated request safe: a change under the same key is not made again. Kept for 24 hours.',
      schema: idempotencyKeySchema,
    },
  },
  problems: { 422: 'The Idempotency-Key was used before with another request' },
};
const changed = { 200: { ...theProduct, headers: replayedHeader } };

interface Dependencies {
  /** The currency of new prices. */
  currency: string;
  /** For changes. */
  products: Products;
  /** For looking. */
  nearProducts: Pick<NearProducts, 'find'>;
}

/** The routes for single products, which everybody may read and admins may change. */
export function makeProductRoutes({ currency, products, nearProducts }: Dependencies): Route[] {
  const requests = productRequestSchemasFor(currency);

  const create = defineRoute({
    method: 'post',
    writes: 'catalogue',
    path: '/products',
    aliases: ['/product'],
    summary: 'Add a product',
    tag,
    access: 'admin',
    body: requests.create,
    ...onceUnderKey,
    answers: {
      201: {
        ...theProduct,
        headers: { location: 'The address of the product, relative to that of the request', ...replayedHeader },
      },
    },
  }).handledBy(async ({ body, principal, headers }) => {
    const { product, fields } = done(await products.create(body, once(principal, headers)));
    return { status: 201, headers: { location: `products/${product.id}`, ...fields }, body: product };
  });

  const read = defineRoute({
    method: 'get',
    ...one,
    summary: 'Get a product',
    access: 'public',
    answers: { 200: { ...theProduct, headers: cacheHeader } },
  }).handledBy(async ({ params: { id } }) => {
    const { value, source } = await nearProducts.find(id);
    return answerCached({ value: found(id, value), source });
  });

  const update = defineRoute({
    method: 'patch',
    writes: 'catalogue',
    methodAliases: ['put'],
    ...one,
    summary: 'Change a product',
    description: 'Changes only the given fields.',
    access: 'admin',
    body: requests.update,
    ...onceUnderKey,
    answers: changed,
  }).handledBy(async ({ params: { id }, body, principal, headers }) =>
    answerChange(id, await products.update(id, body, once(principal, headers))),
  );

  const remove = defineRoute({
    method: 'delete',
    ...one,
    summary: 'Remove a product',
    description: 'Repeated within 24 hours, it answers 204 again.',
    access: 'admin',
    answers: { 204: { description: 'The product is gone' } },
  }).handledBy(async ({ params }) => {
    if (!(await products.remove(params.id))) throw noProduct(params.id);
    return { status: 204 };
  });

  const setStock = defineRoute({
    method: 'put',
    path: '/products/:id/stock',
    writes: 'catalogue',
    summary: 'Set the stock of a product',
    description: 'Repeated without an Idempotency-Key, it puts stock sold in between on sale again.',
    tag,
    access: 'admin',
    params: one.params,
    body: setStockRequestSchema,
    ...onceUnderKey,
    answers: changed,
  }).handledBy(async ({ params: { id }, body, principal, headers }) =>
    answerChange(id, await products.update(id, body, once(principal, headers))),
  );

  const setStockByBody = defineRoute({
    method: 'post',
    path: '/products/setstock',
    writes: 'catalogue',
    aliases: ['/product/setstock'],
    summary: 'Set the stock of a product',
    description: 'For clients of the reference systems, which name the product in the body.',
    tag,
    access: 'admin',
    body: setStockByBodyRequestSchema,
    ...onceUnderKey,
    answers: changed,
    problems: { ...onceUnderKey.problems, 404: 'There is no such product' },
  }).handledBy(async ({ body: { product_id, stock_quantity }, principal, headers }) =>
    answerChange(product_id, await products.update(product_id, { stock_quantity }, once(principal, headers))),
  );

  return [create, read, update, remove, setStock, setStockByBody];
}

function found(productId: string, product: ProductView | null): ProductView {
  if (product === null) throw noProduct(productId);
  return product;
}

function once({ userId }: Principal, headers: { 'idempotency-key': string | undefined }): OnceUnder | undefined {
  const key = headers['idempotency-key'];
  return key === undefined ? undefined : { userId, key };
}

function answerChange(productId: string, change: Change) {
  if (change.outcome === 'unknown') throw noProduct(productId);
  const { product, fields } = done(change);
  return { status: 200, headers: fields, body: product } as const;
}

function done(change: Exclude<Change, { outcome: 'unknown' }>) {
  if (change.outcome === 'conflict')
    throw unprocessable('This Idempotency-Key was used before with another request; use a new key for a new request');
  const fields: Record<string, string> = change.outcome === 'replayed' ? { 'idempotency-replayed': 'true' } : {};
  return { product: change.product, fields };
}

const noProduct = (productId: string) => notFound(`No product ${productId}`);
