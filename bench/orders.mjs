// @ts-check
// A shop to measure, and orders for it.
import { waitUntil } from '@stockade/local';
import autocannon from 'autocannon';
import { z } from 'zod';
import { logIn, post } from './ask.mjs';

const CONNECTIONS = 50;
const STOCK = 1_000_000_000;

/**
 * A product that does not run out, and the header fields of customers who order it.
 * @param {import('@stockade/local').Stack} stack
 * @param {number} [customers] several, where the shop is divided into partitions: each has one
 */
export async function openShop(stack, customers = 1) {
  const admin = await logIn(stack, stack.admin);
  const product = await post(
    `${stack.urls.warehouse}/products`,
    { name: 'Plank', price: 12.9, stock_quantity: STOCK },
    admin,
  );
  const headers = [];
  for (let i = 0; i < customers; i++) {
    const customer = { email: `bench-${i}@example.org`, password: 'correct horse battery' };
    await post(`${stack.urls.store}/users/register`, customer, {});
    headers.push(await logIn(stack, customer));
  }
  return { headers, productId: String(product['id']) };
}

/**
 * @param {import('@stockade/local').Stack} stack
 * @param {Record<string, string> | undefined} headers of the customer
 * @param {string} body
 * @returns {Promise<string>} the id of the order
 */
export async function placeOrder(stack, headers, body) {
  const order = await post(`${stack.urls.store}/orders`, JSON.parse(body), { ...headers });
  return String(order['order_id']);
}

/**
 * Sends orders as fast as they are answered.
 * @param {string} url
 * @param {Record<string, string>[]} headers of the customers, who take turns
 * @param {string} body
 * @param {number} amount
 * @returns {Firing}
 *
 * @typedef {object} Firing
 * @property {Promise<number>} answered answers a second, when the last has come; the load generator itself looks only once
 *   a second whether it is done
 * @property {Promise<void>} done rejects when not all were accepted
 */
export function fire(url, headers, body, amount) {
  const startedAt = performance.now();
  /** @type {autocannon.Options} */
  const settings = {
    url,
    connections: CONNECTIONS,
    amount,
    requests: headers.map((own) => ({
      method: 'POST',
      path: '/orders',
      body,
      headers: { 'content-type': 'application/json', ...own },
    })),
  };
  let answers = 0;
  let allAnswered = () => {};
  /** @type {Promise<number>} */
  const answered = new Promise((resolve) => {
    allAnswered = () => resolve(amount / ((performance.now() - startedAt) / 1_000));
  });
  /** @type {Promise<autocannon.Result>} */
  const result = new Promise((resolve, reject) => {
    const running = autocannon(settings, (error, counts) =>
      error ? reject(new Error('the load generator failed', { cause: error })) : resolve(counts),
    );
    running.on('response', () => {
      answers += 1;
      if (answers === amount) allAnswered();
    });
  });
  const done = result.then(({ '2xx': accepted, non2xx, errors }) => {
    if (accepted !== amount)
      throw new Error(`${url}: of ${amount} ${accepted} were accepted, ${non2xx} refused, ${errors} not answered`);
  });
  return { answered: Promise.race([answered, done.then(() => answered)]), done };
}

/**
 * @param {Firing} firing
 * @returns {Promise<number>} answers a second
 */
export async function finished({ answered, done }) {
  await done;
  return answered;
}

/**
 * @param {import('@stockade/local').Stack} stack
 * @param {string} productId
 * @param {number} pieces since the shop was opened
 */
export async function untilReserved(stack, productId, pieces) {
  const isReserved = async () => (await reserved(stack, productId)) >= pieces;
  await waitUntil(isReserved, { what: `${pieces} pieces to be reserved`, deadlineMs: 60_000, intervalMs: 5 });
}

/**
 * Waits until nothing is reserved any more, where it is not known how many orders were accepted.
 * @param {import('@stockade/local').Stack} stack
 * @param {string} productId
 * @returns {Promise<number>} pieces since the shop was opened
 */
export async function reservedAtRest(stack, productId) {
  let last = -1;
  const isAtRest = async () => {
    const before = last;
    last = await reserved(stack, productId);
    return last === before;
  };
  await waitUntil(isAtRest, { what: 'all orders to be reserved', deadlineMs: 60_000, intervalMs: 1_000 });
  return last;
}

/** @param {import('@stockade/local').Stack} stack @param {string} productId */
async function reserved(stack, productId) {
  const response = await fetch(`${stack.urls.warehouse}/products/${productId}`);
  const { stock_quantity } = z.object({ stock_quantity: z.number() }).parse(await response.json());
  return STOCK - stock_quantity;
}
