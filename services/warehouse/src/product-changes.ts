import { createHash } from 'node:crypto';
import {
  newId,
  productViewSchema,
  type CreateProductRequest,
  type Keys,
  type ProductView,
  type UpdateProductRequest,
} from '@stockade/contracts';
import { loadScript, oneOf, pairOf, type Redis } from '@stockade/redis';
import { makeProductReader, toProductView } from './product-record.js';

/** How long an idempotency key is remembered, and a deletion: as long as a key of an order. */
const REMEMBERED_MS = 24 * 60 * 60 * 1_000;

const createProduct = loadScript(
  new URL('../src/lua/create-product.lua', import.meta.url),
  pairOf(oneOf('created', 'replayed', 'conflict')),
);
const updateProduct = loadScript(
  new URL('../src/lua/update-product.lua', import.meta.url),
  oneOf('updated', 'replayed', 'conflict', 'unknown'),
);
const deleteProduct = loadScript(
  new URL('../src/lua/delete-product.lua', import.meta.url),
  oneOf('deleted', 'already-deleted', 'unknown'),
);

/** An Idempotency-Key, and whose it is. */
export interface OnceUnder {
  userId: string;
  key: string;
}

/**
 * `replayed`: the same change came before under this idempotency key and was not made again. `conflict`: another change
 * did. `unknown`: there is no such product.
 */
export type Change =
  { outcome: 'changed' | 'replayed'; product: ProductView } | { outcome: 'conflict' } | { outcome: 'unknown' };

export interface Products {
  /** Adds a product under a new id, priced in the currency of the shop. A replayed one is as it was then. */
  create(request: CreateProductRequest, once?: OnceUnder): Promise<Exclude<Change, { outcome: 'unknown' }>>;
  /** Changes what is given and leaves the rest; a new price is one in the currency of the shop. Of a replayed change the product is shown as it is now. */
  update(productId: string, request: UpdateProductRequest, once?: OnceUnder): Promise<Change>;
  /** True when the product is gone now and was there; false when there was none, or too long ago to be known. */
  remove(productId: string): Promise<boolean>;
}

/**
 * The catalogue for those who change it. It is written by scripts: Redis OM writes whole entities, so two updates at once
 * would lose one, and an update could bring a deleted product back.
 *
 * Each change asks Redis something more before it is answered, for what has become of it or else just so: Redis takes
 * that up only when it has told every near cache of the change. Whoever asks any replica after the answer finds it.
 */
export function makeProducts(redis: Redis, keys: Keys, currency: string): Products {
  const readBack = makeProductReader(redis, keys, currency);
  const recordOf = (once?: OnceUnder) => (once ? [keys.productIdempotency(once.userId, once.key)] : []);

  return {
    async create(request, once) {
      const { name, description, price, stock_quantity } = request;
      const id = newId();
      const now = Date.now();
      const made = { id, name, description, price, currency, created_at: now, updated_at: now };
      const view = toProductView(made, stock_quantity, currency);
      const product = [id, name, description, String(price), currency, String(stock_quantity), String(now)];
      const [outcome, answer] = await createProduct.run(
        redis,
        [keys.product(id), keys.stock(id), keys.products, keys.catalogueSeeded, ...recordOf(once)],
        [...product, JSON.stringify(view), digestOf('create', request), String(REMEMBERED_MS)],
      );
      if (outcome === 'conflict') return { outcome };
      await redis.ping();
      return outcome === 'created'
        ? { outcome: 'changed', product: view }
        : { outcome, product: productViewSchema.parse(JSON.parse(answer)) };
    },

    async update(productId, request, once) {
      const { stock_quantity = '', ...fields } = request;
      const priced = fields.price === undefined ? fields : { ...fields, currency };
      const changes = Object.entries(priced).flatMap(([name, value]) =>
        value === undefined ? [] : [name, String(value)],
      );
      const word = await updateProduct.run(
        redis,
        [keys.product(productId), keys.stock(productId), ...recordOf(once)],
        [
          String(Date.now()),
          String(stock_quantity),
          digestOf(`update ${productId}`, request),
          String(REMEMBERED_MS),
          ...changes,
        ],
      );
      if (word === 'conflict' || word === 'unknown') return { outcome: word };
      const product = await readBack(productId);
      if (product === null) return { outcome: 'unknown' };
      return { outcome: word === 'updated' ? 'changed' : word, product };
    },

    async remove(productId) {
      const word = await deleteProduct.run(
        redis,
        [
          keys.product(productId),
          keys.stock(productId),
          keys.products,
          keys.deletedProduct(productId),
          keys.catalogueSeeded,
        ],
        [productId, String(REMEMBERED_MS)],
      );
      await redis.ping();
      return word !== 'unknown';
    },
  };
}

/** Of what was asked, not of how it was written: the schema has put the fields in order. */
function digestOf(what: string, request: CreateProductRequest | UpdateProductRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([what, request]))
    .digest('base64');
}
