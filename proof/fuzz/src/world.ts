import type { SinglePartitionKeys } from '@stockade/contracts';
import { waitUntil, type ServiceName, type Stack } from '@stockade/local';
import type { Redis } from '@stockade/redis';
import { logIn, makeHttp, openShop, orderIn, type Http, type Session } from '@stockade/stage';
import { z } from 'zod';

const PRODUCTS = 24;
/** The last of these products are there to be removed. */
const DISPOSABLE = 8;
const SPARE_SESSIONS = 8;
const POISON = 20;
const SETTLE_DEADLINE_MS = 30_000;
const STOCK_MAX = 1_000_000_000;
/** How many of a kind are remembered; beyond that one takes the place of another. */
const REMEMBERED_MAX = 500;
const CONNECTIONS = 8;

const lettersSchema = z.object({ items: z.array(z.object({ id: z.string() })) });

/** What there is for requests to be about. */
export interface World {
  adminToken: string;
  customerTokens: readonly string[];
  /** Sessions that a request may end. */
  spares: Session[];
  productIds: readonly string[];
  disposableIds: string[];
  orderIds: string[];
  letterIds: Record<ServiceName, string[]>;
}

/** Customers, an admin, products of which there are enough and some of which there are not, orders and dead letters. */
export async function openWorld(stack: Stack, redis: Redis, keys: SinglePartitionKeys): Promise<World> {
  const http = makeHttp(CONNECTIONS);
  try {
    const stocks = Array.from({ length: PRODUCTS }, (_, i) => (i % 3 === 0 ? 5 : STOCK_MAX));
    const { adminToken, accounts, customerTokens, productIds } = await openShop(http, stack, stocks);
    const [account = stack.admin] = accounts;
    const spares = await Promise.all(Array.from({ length: SPARE_SESSIONS }, () => logIn(http, stack, account)));
    const lasting = productIds.slice(0, -DISPOSABLE);
    const orders = lasting.map(async (product_id, i) => {
      const token = customerTokens[i % customerTokens.length] ?? null;
      const order = { product_id, quantity: 3 };
      return orderIn(await http.send('POST', `${stack.urls.store}/orders`, token, order), 201)?.order_id ?? [];
    });
    return {
      adminToken,
      customerTokens,
      spares,
      productIds: lasting,
      disposableIds: productIds.slice(-DISPOSABLE),
      orderIds: (await Promise.all(orders)).flat(),
      letterIds: await poison(http, stack, redis, keys, adminToken),
    };
  } finally {
    http.close();
  }
}

/** Remembers one more for later requests. */
export function remember<Item>(items: Item[], item: Item): void {
  if (items.length < REMEMBERED_MAX) items.push(item);
  else items[Math.floor(REMEMBERED_MAX / 2)] = item;
}

/** Entries that nobody can read end as dead letters, which an admin may then replay and purge. */
async function poison(
  http: Http,
  { urls }: Stack,
  redis: Redis,
  keys: SinglePartitionKeys,
  adminToken: string,
): Promise<World['letterIds']> {
  const streams = { store: keys.orderPlaced, warehouse: keys.orderCompleted, refund: keys.refundInitiated };
  const listed = async (service: ServiceName) => {
    for (let i = 0; i < POISON; i += 1) await redis.xAdd(streams[service], '*', { event: `${i}{` });
    const look = async () => {
      const { body } = await http.send('GET', `${urls[service]}/ops/dead-letters?limit=100`, adminToken);
      const { items } = lettersSchema.parse(body);
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
