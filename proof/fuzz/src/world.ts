import type { Keys } from '@stockade/contracts';
import { waitUntil, type ServiceName, type Stack } from '@stockade/local';
import type { Redis } from '@stockade/redis';
import { z } from 'zod';

const CUSTOMERS = 4;
const PRODUCTS = 24;
/** The last of these products are there to be removed. */
const DISPOSABLE = 8;
const SPARE_SESSIONS = 8;
const POISON = 20;
const SETTLE_DEADLINE_MS = 30_000;
const STOCK_MAX = 1_000_000_000;
/** How many of a kind are remembered; beyond that one takes the place of another. */
const REMEMBERED_MAX = 500;

const idSchema = z.object({ id: z.string() });
const tokensSchema = z.object({ access_token: z.string(), refresh_token: z.string() });
const orderIdSchema = z.object({ order_id: z.string() });
const lettersSchema = z.object({ items: z.array(idSchema) });

export interface SpareSession {
  access: string;
  refresh: string;
}

/** What there is for requests to be about. */
export interface World {
  adminToken: string;
  customerTokens: string[];
  /** Sessions that a request may end. */
  spares: SpareSession[];
  accounts: { email: string; password: string }[];
  productIds: string[];
  disposableIds: string[];
  orderIds: string[];
  letterIds: Record<ServiceName, string[]>;
}

/** Customers, an admin, products of which there are enough and some of which there are not, orders and dead letters. */
export async function openWorld(stack: Stack, redis: Redis, keys: Keys): Promise<World> {
  const { store, warehouse } = stack.urls;
  const adminTokens = await call(store, '/users/login', null, stack.admin, tokensSchema);
  const adminToken = adminTokens.access_token;
  const accounts = Array.from({ length: CUSTOMERS }, (_, i) => ({
    email: `fuzz-${i}@example.org`,
    password: 'correct horse battery',
  }));
  const sessions = await Promise.all(
    accounts.map(async (account) => {
      await call(store, '/users/register', null, account, z.unknown());
      return call(store, '/users/login', null, account, tokensSchema);
    }),
  );
  const customerTokens = sessions.map(({ access_token }) => access_token);
  const spares = await Promise.all(
    Array.from({ length: SPARE_SESSIONS }, () => call(store, '/users/login', null, accounts[0], tokensSchema)),
  );
  const products = await Promise.all(
    Array.from({ length: PRODUCTS }, (_, i) => {
      const product = { name: `Product ${i}`, price: 1.01 + i, stock_quantity: i % 3 === 0 ? 5 : STOCK_MAX };
      return call(warehouse, '/products', adminToken, product, idSchema);
    }),
  );
  const productIds = products.map(({ id }) => id);
  const orders = await Promise.all(
    productIds
      .slice(0, PRODUCTS - DISPOSABLE)
      .map((product_id, i) =>
        call(store, '/orders', customerTokens[i % CUSTOMERS] ?? null, { product_id, quantity: 3 }, orderIdSchema),
      ),
  );
  return {
    adminToken,
    customerTokens,
    spares: spares.map(({ access_token, refresh_token }) => ({ access: access_token, refresh: refresh_token })),
    accounts,
    productIds: productIds.slice(0, -DISPOSABLE),
    disposableIds: productIds.slice(-DISPOSABLE),
    orderIds: orders.map(({ order_id }) => order_id),
    letterIds: await poison(stack, redis, keys, adminToken),
  };
}

/** Remembers one more for later requests. */
export function remember<Item>(items: Item[], item: Item): void {
  if (items.length < REMEMBERED_MAX) items.push(item);
  else items[Math.floor(REMEMBERED_MAX / 2)] = item;
}

/** Entries that nobody can read end as dead letters, which an admin may then replay and purge. */
async function poison({ urls }: Stack, redis: Redis, keys: Keys, adminToken: string): Promise<World['letterIds']> {
  const streams = { store: keys.orderPlaced, warehouse: keys.orderCompleted, refund: keys.refundInitiated };
  const listed = async (service: ServiceName) => {
    for (let i = 0; i < POISON; i += 1) await redis.xAdd(streams[service], '*', { type: 'poison', data: `${i}{` });
    const look = async () => {
      const { items } = await call(urls[service], '/ops/dead-letters?limit=100', adminToken, undefined, lettersSchema);
      return items.length === POISON && items;
    };
    const letters = await waitUntil(look, {
      what: `the dead letters of the ${service}`,
      deadlineMs: SETTLE_DEADLINE_MS,
    });
    return letters.map(({ id }) => id);
  };
  const [store, warehouse, refund] = await Promise.all([listed('store'), listed('warehouse'), listed('refund')]);
  return { store, warehouse, refund };
}

async function call<Body>(
  url: string,
  path: string,
  token: string | null,
  body: unknown,
  schema: z.ZodType<Body>,
): Promise<Body> {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (token !== null) headers['authorization'] = `Bearer ${token}`;
  const given = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(url + path, { headers, ...given });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`);
  return schema.parse(JSON.parse(text));
}
