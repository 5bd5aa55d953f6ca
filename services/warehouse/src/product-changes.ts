import { createHash } from 'node:crypto';
import {
  newId,
  OUTCOME_REMEMBERED_MS,
  productViewSchema,
  type CreateProductRequest,
  type Keys,
  type ProductView,
  type UpdateProductRequest,
} from '@stockade/contracts';
import { loadScript, oneOf, pairOf, type Redis } from '@stockade/redis';
import type { AllottedStock } from './gather.js';
import { makeProductReader, toFields, toProductView } from './product-record.js';
import { makeSetStock } from './set-stock.js';

const createProduct = loadScript(
  new URL('../src/lua/create-product.lua', import.meta.url),
  pairOf(oneOf('created', 'replayed', 'conflict')),
);
const updateProduct = loadScript(
  new URL('../src/lua/update-product.lua', import.meta.url),
  oneOf('updated', 'replayed', 'conflict', 'unknown', 'short', 'outdated'),
);
const deleteProduct = loadScript(
  new URL('../src/lua/delete-product.lua', import.meta.url),
  oneOf('deleted', 'already-deleted', 'unknown'),
);
const deleteStock = loadScript(new URL('../src/lua/delete-stock.lua', import.meta.url), oneOf('deleted'));

/** An answer that was kept by an older release has no category and no picture. */
const keptAnswerSchema = productViewSchema.extend({
  category: productViewSchema.shape.category.default(null),
  image_url: productViewSchema.shape.image_url.default(null),
});

/** An Idempotency-Key and the admin who uses it. */
export interface OnceUnder {
  userId: string;
  key: string;
}

/**
 * `replayed`: the same change came before under this idempotency key and was not made again. `conflict`: another change
 * came under this key. `unknown`: there is no such product.
 */
export type Change =
  | { outcome: 'changed' | 'replayed'; product: ProductView }
  | { outcome: 'conflict' }
  | { outcome: 'unknown' };

export interface Products {
  /** Adds a product under a new id, priced in the shop's currency. A replayed product is returned as it was then. */
  create(request: CreateProductRequest, once?: OnceUnder): Promise<Exclude<Change, { outcome: 'unknown' }>>;
  /**
   * Changes the given fields; a new price is in the shop's currency. For a replayed change, returns the product as it
   * is now. Throws a problem 503 when a stock in several partitions does not come to rest.
   */
  update(productId: string, request: UpdateProductRequest, once?: OnceUnder): Promise<Change>;
  /**
   * True when the product existed and is gone now; false when there was none, or its deletion is no longer remembered. Repeated,
   * it removes what an interrupted call has left.
   */
  remove(productId: string): Promise<boolean>;
}

/**
 * Changes to the catalogue. Scripts write it: Redis OM writes whole entities, so of two concurrent updates one would be
 * lost, and an update could bring back a deleted product.
 *
 * Each change makes one more call to Redis before it is answered, to read the product back or just a PING: Redis
 * handles that call only after it has sent the invalidations to every near cache. So after the answer every replica
 * returns the change.
 *
 * @param allotted null in a shop of one partition
 */
export function makeProducts(
  redis: Redis,
  keys: Keys,
  currency: string,
  allotted: AllottedStock | null = null,
): Products {
  const setStock = allotted && makeSetStock(redis, keys, allotted);
  const readBack = makeProductReader(redis, keys, currency);
  const recordOf = (once?: OnceUnder) => (once ? [keys.productIdempotency(once.userId, once.key)] : []);

  return {
    async create(request, once) {
      const { stock_quantity, ...given } = request;
      const id = newId();
      const now = Date.now();
      const made = { id, ...given, currency, created_at: now, updated_at: now };
      const view = toProductView(made, stock_quantity, currency);
      const [outcome, answer] = await createProduct.run(
        redis,
        [keys.product(id), keys.depot.stock(id), keys.products, keys.catalogueSeeded, ...recordOf(once)],
        [
          id,
          String(stock_quantity),
          JSON.stringify(view),
          digestOf('create', request),
          String(OUTCOME_REMEMBERED_MS),
          ...toFields(made),
        ],
      );
      if (outcome === 'conflict') return { outcome };
      await redis.ping();
      return outcome === 'created'
        ? { outcome: 'changed', product: view }
        : { outcome, product: keptAnswerSchema.parse(JSON.parse(answer)) };
    },

    async update(productId, request, once) {
      const { stock_quantity = '', ...fields } = request;
      const { set, removed } = changesOf(fields.price === undefined ? fields : { ...fields, currency });
      const scriptKeys = [keys.product(productId), keys.depot.stock(productId), ...recordOf(once)];
      const digest = digestOf(`update ${productId}`, request);
      const run = (stock: string, settings: string) => {
        const args = [
          String(Date.now()),
          stock,
          settings,
          digest,
          String(OUTCOME_REMEMBERED_MS),
          String(removed.length),
        ];
        return updateProduct.run(redis, scriptKeys, [...args, ...removed, ...set]);
      };
      const word =
        setStock === null || stock_quantity === ''
          ? await run(String(stock_quantity), '')
          : await setStock(productId, stock_quantity, run);
      if (word === 'conflict' || word === 'unknown') return { outcome: word };
      const product = await readBack(productId);
      if (product === null) return { outcome: 'unknown' };
      return { outcome: word === 'replayed' ? word : 'changed', product };
    },

    async remove(productId) {
      const word = await deleteProduct.run(
        redis,
        [
          keys.product(productId),
          keys.depot.stock(productId),
          keys.products,
          keys.deletedProduct(productId),
          keys.catalogueSeeded,
          ...(allotted === null ? [] : [keys.depot.stockTransfers(productId)]),
        ],
        [productId, String(OUTCOME_REMEMBERED_MS)],
      );
      // After the record: nothing new is ordered, and nobody brings pieces from the depot any more.
      if (allotted !== null && word !== 'unknown')
        await Promise.all(
          keys.partitions.map(({ stock, stockTransfers }) =>
            deleteStock.run(redis, [stock(productId), stockTransfers(productId)], []),
          ),
        );
      await redis.ping();
      return word !== 'unknown';
    },
  };
}

/** The fields of a product that are set, names and values in turn, and the names of those that are taken away. */
function changesOf(fields: Omit<UpdateProductRequest, 'stock_quantity'> & { currency?: string }) {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  const isRemoved = ([name, value]: readonly [string, unknown]) => value === '' && name !== 'description';
  return {
    set: given.filter((field) => !isRemoved(field)).flatMap(([name, value]) => [name, String(value)]),
    removed: given.filter(isRemoved).map(([name]) => name),
  };
}

/** A digest of the content of a request, not of its text: the schema has put the fields in a fixed sequence. */
function digestOf(what: string, request: CreateProductRequest | UpdateProductRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([what, request]))
    .digest('base64');
}
