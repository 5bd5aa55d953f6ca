import {
  idSchema,
  pageQuerySchema,
  productPageSchema,
  productRequestSchemasFor,
  productViewSchema,
  setStockByBodyRequestSchema,
  setStockRequestSchema,
  type ProductView,
} from '@stockade/contracts';
import type { Cached } from '@stockade/redis';
import { conflict, defineRoute, notFound, type Route } from '@stockade/service-kit';
import type { NearProducts } from '../near-products.js';
import type { Products } from '../products.js';

const tag = 'Products';
const one = {
  path: '/products/:id',
  aliases: ['/product/:id'],
  tag,
  params: { id: { names: 'product', schema: idSchema } },
};
const theProduct = { description: 'The product', body: productViewSchema };
const changed = { 200: theProduct };
const cacheHeader = {
  'x-cache':
    '`HIT` when it came from memory, `MISS` when from Redis, `STALE` when it is the last known while Redis is away',
};

interface Dependencies {
  /** Of the prices that may be set. */
  currency: string;
  /** For changes. */
  products: Products;
  /** For looking. */
  nearProducts: NearProducts;
}

/** The catalogue, which everybody may read and an admin may change. */
export function makeProductRoutes({ currency, products, nearProducts }: Dependencies): Route[] {
  const requests = productRequestSchemasFor(currency);

  const create = defineRoute({
    method: 'post',
    path: '/products',
    aliases: ['/product'],
    summary: 'Add a product',
    tag,
    access: 'admin',
    body: requests.create,
    answers: { 201: { ...theProduct, headers: { location: 'Where the product is found' } } },
    problems: { 409: 'Somebody removed the product as soon as it was there' },
  }).handledBy(async ({ body }) => {
    const created = await products.create(body);
    if (created === null) throw conflict('The product was removed as soon as it was there');
    return { status: 201, headers: { location: `/products/${created.id}` }, body: created };
  });

  const list = defineRoute({
    method: 'get',
    path: '/products',
    summary: 'List the products, newest first',
    tag,
    access: 'public',
    query: pageQuerySchema,
    answers: { 200: { description: 'A page of products', body: productPageSchema, headers: cacheHeader } },
  }).handledBy(async ({ query }) => answerCached(await nearProducts.list(query)));

  const read = defineRoute({
    method: 'get',
    ...one,
    summary: 'Look at a product',
    access: 'public',
    answers: { 200: { ...theProduct, headers: cacheHeader } },
  }).handledBy(async ({ params: { id } }) => {
    const { value, source } = await nearProducts.find(id);
    return answerCached({ value: found(id, value), source });
  });

  const update = defineRoute({
    method: 'patch',
    methodAliases: ['put'],
    ...one,
    summary: 'Change a product',
    description: 'Changes what is given and leaves the rest.',
    access: 'admin',
    body: requests.update,
    answers: changed,
  }).handledBy(async ({ params, body }) => ({
    status: 200,
    body: found(params.id, await products.update(params.id, body)),
  }));

  const remove = defineRoute({
    method: 'delete',
    ...one,
    summary: 'Remove a product',
    access: 'admin',
    answers: { 204: { description: 'The product is gone' } },
  }).handledBy(async ({ params }) => {
    if (!(await products.remove(params.id))) throw noProduct(params.id);
    return { status: 204 };
  });

  const setStock = defineRoute({
    method: 'put',
    path: '/products/:id/stock',
    summary: 'Say how many pieces can be sold',
    tag,
    access: 'admin',
    params: one.params,
    body: setStockRequestSchema,
    answers: changed,
  }).handledBy(async ({ params, body }) => ({
    status: 200,
    body: found(params.id, await products.update(params.id, body)),
  }));

  const setStockByBody = defineRoute({
    method: 'post',
    path: '/products/setstock',
    aliases: ['/product/setstock'],
    summary: 'Say how many pieces can be sold',
    description: 'For earlier clients, which name the product in the body.',
    tag,
    access: 'admin',
    body: setStockByBodyRequestSchema,
    answers: changed,
    problems: { 404: 'There is no such product' },
  }).handledBy(async ({ body: { product_id, stock_quantity } }) => ({
    status: 200,
    body: found(product_id, await products.update(product_id, { stock_quantity })),
  }));

  return [create, list, read, update, remove, setStock, setStockByBody];
}

const answerCached = <Body>({ value, source }: Cached<Body>) =>
  ({ status: 200, headers: { 'x-cache': source }, body: value }) as const;

function found(productId: string, product: ProductView | null): ProductView {
  if (product === null) throw noProduct(productId);
  return product;
}

const noProduct = (productId: string) => notFound(`No product ${productId}`);
