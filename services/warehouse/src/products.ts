import {
  newId,
  type CreateProductRequest,
  type Keys,
  type ProductView,
  type UpdateProductRequest,
} from '@stockade/contracts';
import { loadScript, oneOf, type Redis } from '@stockade/redis';
import { makeProductReader } from './product.js';

const createProduct = loadScript(new URL('../src/lua/create-product.lua', import.meta.url), oneOf('created', 'exists'));
const updateProduct = loadScript(
  new URL('../src/lua/update-product.lua', import.meta.url),
  oneOf('updated', 'unknown'),
);
const deleteProduct = loadScript(
  new URL('../src/lua/delete-product.lua', import.meta.url),
  oneOf('deleted', 'unknown'),
);

export interface Products {
  /** Priced in the currency of the shop. Null when there is one under this id already; without an id it gets a new one. */
  create(request: CreateProductRequest, productId?: string): Promise<ProductView | null>;
  /** Changes what is given and leaves the rest; a new price is one in the currency of the shop. Null when there is no such product. */
  update(productId: string, request: UpdateProductRequest): Promise<ProductView | null>;
  /** False when there is no such product. */
  remove(productId: string): Promise<boolean>;
  isEmpty(): Promise<boolean>;
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

  return {
    async create({ name, description, price, stock_quantity }, productId = newId()) {
      const word = await createProduct.run(
        redis,
        [keys.product(productId), keys.stock(productId), keys.products],
        [productId, name, description, String(price), currency, String(stock_quantity), String(Date.now())],
      );
      return word === 'created' ? readBack(productId) : null;
    },
    async update(productId, { stock_quantity = '', ...fields }) {
      const priced = fields.price === undefined ? fields : { ...fields, currency };
      const changes = Object.entries(priced).flatMap(([name, value]) =>
        value === undefined ? [] : [name, String(value)],
      );
      const word = await updateProduct.run(
        redis,
        [keys.product(productId), keys.stock(productId)],
        [String(Date.now()), String(stock_quantity), ...changes],
      );
      return word === 'updated' ? readBack(productId) : null;
    },
    async remove(productId) {
      const word = await deleteProduct.run(
        redis,
        [keys.product(productId), keys.stock(productId), keys.products],
        [productId],
      );
      await redis.ping();
      return word === 'deleted';
    },
    isEmpty: async () => (await redis.zCard(keys.products)) === 0,
  };
}
