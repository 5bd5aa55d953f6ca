import {
  minorSchema,
  newId,
  toDecimal,
  type CreateProductRequest,
  type Keys,
  type Page,
  type PageQuery,
  type ProductView,
  type UpdateProductRequest,
} from '@stockade/contracts';
import { loadScript, oneOf, type Redis } from '@stockade/redis';
import { makeEntityReader, readPage } from '@stockade/service-kit';
import { z } from 'zod';

const createProduct = loadScript(new URL('../src/lua/create-product.lua', import.meta.url), oneOf('created', 'exists'));
const updateProduct = loadScript(
  new URL('../src/lua/update-product.lua', import.meta.url),
  oneOf('updated', 'unknown'),
);
const deleteProduct = loadScript(
  new URL('../src/lua/delete-product.lua', import.meta.url),
  oneOf('deleted', 'unknown'),
);

const productSchema = z.object({
  id: z.string(),
  name: z.string(),
  // Redis OM leaves an empty text out.
  description: z.string().default(''),
  price: minorSchema,
  created_at: z.int(),
  updated_at: z.int(),
});

export interface Products {
  /** Null when there is one under this id already; without an id it gets a new one. */
  create(request: CreateProductRequest, productId?: string): Promise<ProductView | null>;
  find(productId: string): Promise<ProductView | null>;
  list(page: PageQuery): Promise<Page<ProductView>>;
  /** Changes what is given and leaves the rest. Null when there is no such product. */
  update(productId: string, request: UpdateProductRequest): Promise<ProductView | null>;
  /** False when there is no such product. */
  remove(productId: string): Promise<boolean>;
  isEmpty(): Promise<boolean>;
}

/**
 * The catalogue. It is read through Redis OM and written by scripts: Redis OM writes whole entities, so two updates at
 * once would lose one, and an update could bring a deleted product back.
 */
export function makeProducts(redis: Redis, keys: Keys): Products {
  const readProduct = makeEntityReader(
    redis,
    keys.entities.product,
    {
      id: 'string',
      name: 'string',
      description: 'string',
      price: 'number',
      created_at: 'number',
      updated_at: 'number',
    },
    productSchema,
  );

  async function find(productId: string): Promise<ProductView | null> {
    const [product, available] = await Promise.all([
      readProduct(productId),
      redis.hGet(keys.stock(productId), 'available'),
    ]);
    if (product === null) return null;
    return {
      id: product.id,
      name: product.name,
      description: product.description,
      price: toDecimal(product.price),
      stock_quantity: Number(available ?? 0),
      created_at: new Date(product.created_at).toISOString(),
      updated_at: new Date(product.updated_at).toISOString(),
    };
  }

  return {
    find,
    async create({ name, description, price, stock_quantity }, productId = newId()) {
      const word = await createProduct.run(
        redis,
        [keys.product(productId), keys.stock(productId), keys.products],
        [productId, name, description, String(price), String(stock_quantity), String(Date.now())],
      );
      return word === 'created' ? find(productId) : null;
    },
    list: (page) => readPage(redis, keys.products, page, find),
    async update(productId, { stock_quantity = '', ...fields }) {
      const changes = Object.entries(fields).flatMap(([name, value]) =>
        value === undefined ? [] : [name, String(value)],
      );
      const word = await updateProduct.run(
        redis,
        [keys.product(productId), keys.stock(productId)],
        [String(Date.now()), String(stock_quantity), ...changes],
      );
      return word === 'updated' ? find(productId) : null;
    },
    async remove(productId) {
      const word = await deleteProduct.run(
        redis,
        [keys.product(productId), keys.stock(productId), keys.products],
        [productId],
      );
      return word === 'deleted';
    },
    isEmpty: async () => (await redis.zCard(keys.products)) === 0,
  };
}
