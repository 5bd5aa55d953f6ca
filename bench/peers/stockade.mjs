// @ts-check
// Stockade as one of the systems under test. It keeps what a peer's front leaves out: sessions, prices from the catalogue, indexes of
// orders, validation of every event.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { connectInBackground, makeRedis, whenReady } from '@stockade/redis';
import { startRedisServer, startStack } from '@stockade/local';
import { makeKeys } from '@stockade/contracts';
import { z } from 'zod';
import { logIn, post } from '../ask.mjs';
import { dress } from './system.mjs';

const CUSTOMERS = 4;
/** The price that every system charges, in units of the currency. */
const PRICE = 12.9;
const REDIS_DEADLINE_MS = 20_000;
/** Questions to Redis at the same time, while its books are read. */
const PAGE = 1_000;
/** Products that are made at the same time. */
const PRODUCTS_AT_ONCE = 20;

const keys = makeKeys();
const lineSchema = z.array(z.object({ product_id: z.string(), quantity: z.number() }));

/** @type {import('./system.mjs').Entrant} */
export const stockade = {
  name: 'stockade',
  title: 'Stockade',
  versions: {},
  settings: [
    [
      'Redis: appendfsync always, noeviction',
      'https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/',
    ],
  ],
  note: 'Stockade has its own front, with a token and a session to check for every order, prices from its catalogue, and indexes.',
  open,
};

/** @param {import('./system.mjs').Place} place @returns {Promise<import('./system.mjs').System>} */
async function open({ dir, providerUrl }) {
  const storeDir = join(dir, 'store');
  await mkdir(storeDir);
  const server = await startRedisServer({ dir: storeDir, appendfsync: 'always' });
  const env = { PAYMENT_PROVIDER_URL: providerUrl, FEE_RATE: '0', NODE_ENV: 'production' };
  const stack = await startStack({ redisUrl: server.url, env });
  const shop = await openShop(stack);
  const redis = makeRedis({ url: server.url, name: 'referee', onError: () => {} });
  connectInBackground(redis);
  const ready = () => whenReady(redis, AbortSignal.timeout(REDIS_DEADLINE_MS));
  await ready();

  /** @param {('store' | 'warehouse' | 'refund')[]} services */
  const strike = async (services) => {
    await Promise.all(services.map((service) => stack.killNow(service)));
    await Promise.all(services.map((service) => stack.start(service)));
  };
  return {
    target: {
      url: stack.urls.store,
      dress({ key, productId, quantity }, number) {
        const { headers, body } = dress(key, shop.ownId(productId), quantity);
        return { headers: { ...headers, ...shop.customers[number % CUSTOMERS] }, body };
      },
    },
    pids: () => ({
      'store service (HTTP, payments)': stack.process('store').pid,
      warehouse: stack.process('warehouse').pid,
      refund: stack.process('refund').pid,
    }),
    storePids: () => ({ redis: server.pid() }),
    seed: (stock) => shop.seed(stock),
    books: () => readBooks(redis, shop.wishedIds()),
    isDecided: async (orderId) => (await readOrder(redis, orderId, new Map())).decided_at !== null,
    strikes: {
      // Whose payments are made by the process that takes orders.
      worker: () => strike(['warehouse', 'refund']),
      http: () => strike(['store']),
      async store() {
        await server.kill();
        await server.restart();
        await ready();
      },
    },
    async stop() {
      redis.destroy();
      await stack.stop();
      await server.stop();
    },
  };
}

/**
 * Customers, and products, whose ids are the shop's own.
 * @param {import('@stockade/local').Stack} stack
 */
async function openShop({ urls, admin }) {
  const adminHeaders = await logIn({ urls }, admin);
  const customers = [];
  for (let i = 0; i < CUSTOMERS; i++) {
    const customer = { email: `peer-${i}@example.org`, password: 'correct horse battery' };
    await post(`${urls.store}/users/register`, customer, {});
    customers.push(await logIn({ urls }, customer));
  }
  /** @type {Map<string, string>} */
  const ownIds = new Map();
  return {
    customers,
    ownId: (/** @type {string} */ wished) => ownIds.get(wished) ?? '',
    wishedIds: () => new Map([...ownIds].map(([wished, own]) => [own, wished])),
    /**
     * Asks for their prices at once, so that the store has them near, as it has those of a shop that is open.
     * @param {Record<string, number>} stock
     */
    async seed(stock) {
      const products = Object.entries(stock);
      for (let i = 0; i < products.length; i += PRODUCTS_AT_ONCE)
        await Promise.all(
          products.slice(i, i + PRODUCTS_AT_ONCE).map(async ([wished, pieces]) => {
            const product = { name: `Plank ${wished}`, price: PRICE, stock_quantity: pieces };
            const { id } = await post(`${urls.warehouse}/products`, product, adminHeaders);
            ownIds.set(wished, String(id));
          }),
        );
      const items = products.map(([wished]) => ({ product_id: ownIds.get(wished), quantity: 1 }));
      for (let i = 0; i < items.length; i += PRODUCTS_AT_ONCE)
        await post(`${urls.store}/orders/quote`, { items: items.slice(i, i + PRODUCTS_AT_ONCE) }, {});
    },
  };
}

/**
 * @param {import('@stockade/redis').Redis} redis
 * @param {ReadonlyMap<string, string>} wishedIds of products, by their own
 * @returns {Promise<import('./referee.mjs').Books>}
 */
async function readBooks(redis, wishedIds) {
  const ids = await redis.zRange(keys.orders, 0, -1);
  /** @type {import('./referee.mjs').BookedOrder[]} */
  const orders = [];
  for (let i = 0; i < ids.length; i += PAGE)
    orders.push(...(await Promise.all(ids.slice(i, i + PAGE).map((id) => readOrder(redis, id, wishedIds)))));
  const stock = await Promise.all(
    [...wishedIds].map(async ([own, wished]) => [wished, Number(await redis.hGet(keys.stock(own), 'available'))]),
  );
  return { orders, stock: Object.fromEntries(stock) };
}

/**
 * An order is completed here once its stock is reserved, as the other systems mean it; Stockade says so as soon as it is paid.
 * @param {import('@stockade/redis').Redis} redis
 * @param {string} id
 * @param {ReadonlyMap<string, string>} wishedIds
 * @returns {Promise<import('./referee.mjs').BookedOrder>}
 */
async function readOrder(redis, id, wishedIds) {
  const [[status = null, placed = null, refundedAt = null], [outcome = null, reservedAt = null]] = await Promise.all([
    redis.hmGet(keys.order(id), ['status', 'placed', 'refunded_at']),
    redis.hmGet(keys.reservation(id), ['outcome', 'at']),
  ]);
  const [line] = lineSchema.parse(JSON.parse(placed ?? '{"lines":[]}').lines);
  const what = { id, product_id: wishedIds.get(line?.product_id ?? '') ?? '', quantity: line?.quantity ?? 0 };
  if (status === 'refunded') return { ...what, status, decided_at: Number(refundedAt) };
  if (status === 'completed' && outcome === 'reserved') return { ...what, status, decided_at: Number(reservedAt) };
  const isOpen = status === 'pending' || status === 'completed';
  return { ...what, status: isOpen ? 'placed' : String(status), decided_at: null };
}
