// @ts-check
import { makeKeys, newId } from '@stockade/contracts';
import { placeOrder } from '../orders.mjs';
import { TOGETHER } from '../stored-orders.mjs';
import { get, idsOf, mib, mostMib, onGrownShop, tell, time } from './grown-shop.mjs';

const WORDS = ['Oak', 'Pine', 'Ash', 'Elm', 'Birch', 'Cedar', 'Larch', 'Beech'];
const TIMES = 50;
const keys = makeKeys();

/**
 * A catalogue of so many products.
 * @param {number} products
 */
export function growCatalogue(products) {
  return onGrownShop(
    async ({ redis, productId }) => {
      const model = await redis.hGetAll(keys.product(productId));
      const stock = await redis.hGetAll(keys.stock(productId));
      for (let made = 0; made < products; made += TOGETHER) {
        const size = Math.min(TOGETHER, products - made);
        await Promise.all(Array.from({ length: size }, (_, i) => make(made + i)));
      }

      /** @param {number} i */
      async function make(i) {
        const id = newId();
        const name = `${WORDS[i % WORDS.length]} plank ${i}`;
        await Promise.all([
          redis.hSet(keys.product(id), { ...model, id, name, price: String(100 + (i % 5_000)) }),
          redis.hSet(keys.stock(id), stock),
          redis.zAdd(keys.products, { score: 0, value: id }),
        ]);
      }
    },
    async ({ stack, customer }) => {
      const url = `${stack.urls.warehouse}/products`;
      const some = await idsOf(`${url}?limit=100`);
      const id = (/** @type {number} */ i) => some[i % some.length] ?? '';
      await time('first page of the list', TIMES, () => get(url));
      await time('one product', TIMES, (i) => get(`${url}/${id(i)}`));
      await time('first search', 1, () => get(`${url}?search=larch&sort=price`));
      await time('a later search', TIMES, (i) => get(`${url}?search=plank%20${i}&sort=-price`));
      await time('an order', TIMES, (i) =>
        placeOrder(stack, customer, JSON.stringify({ items: [{ product_id: id(i), quantity: 1 }] })),
      );
      tell('most memory of the warehouse', mib(mostMib(stack.process('warehouse').pid)));
      tell('most memory of the store', mib(mostMib(stack.process('store').pid)));
    },
  );
}
