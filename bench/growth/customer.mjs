// @ts-check
import { makeKeys } from '@stockade/contracts';
import { placeOrder } from '../orders.mjs';
import { copyOrders } from '../stored-orders.mjs';
import { get, idsOf, mib, mostMib, onGrownShop, tell, time } from './grown-shop.mjs';

const TIMES = 50;
const keys = makeKeys();

/**
 * A customer who has ordered so many times.
 * @param {number} orders
 */
export function growCustomer(orders) {
  let middle = '';
  return onGrownShop(
    async ({ redis, orderId }) => {
      const { customer_id } = JSON.parse((await redis.hGet(keys.order(orderId), 'placed')) ?? '{}');
      await copyOrders(redis, { orderId, amount: orders, customers: [customer_id] });
      const index = keys.ordersOfCustomer(customer_id);
      middle = (await redis.zRange(index, Math.floor(orders / 2), Math.floor(orders / 2)))[0] ?? '';
    },
    async ({ stack, customer, productId }) => {
      const url = `${stack.urls.store}/orders`;
      const [id] = await idsOf(url, customer);
      await time('first page of the orders', TIMES, () => get(url, customer));
      await time('a page in the middle', TIMES, () => get(`${url}?cursor=${middle}`, customer));
      await time('a search that finds nothing, one request', TIMES, () => get(`${url}?status=failed`, customer));
      await time('one order', TIMES, () => get(`${url}/${id}`, customer));
      await time('another order', TIMES, () =>
        placeOrder(stack, customer, JSON.stringify({ items: [{ product_id: productId, quantity: 1 }] })),
      );
      tell('most memory of the store', mib(mostMib(stack.process('store').pid)));
    },
  );
}
