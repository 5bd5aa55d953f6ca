import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { makeKeys } from '@stockade/contracts';
import { connectInBackground, makeRedis, whenReady, type Redis } from '@stockade/redis';
import {
  startRedisCluster,
  startStack,
  useLeakCheck,
  waitUntil,
  type RedisCluster,
  type Stack,
} from '@stockade/testing';
import { logInAsAdmin, newCustomer, type Customer } from '../client.js';

const PARTITIONS = 12;
const PRIMARIES = 3;
const STOCK = 20_000;
const CUSTOMERS = 240;
/** Passwords are hashed slowly, and a store refuses to hash more than some at once. */
const REGISTERED_AT_ONCE = 8;
const ORDERS = 40_000;
const START_TIMEOUT_MS = 180_000;
const READY_DEADLINE_MS = 10_000;
const DECIDED_DEADLINE_MS = 600_000;
const TEST_TIMEOUT_MS = 1_500_000;

useLeakCheck();

const keys = makeKeys(PARTITIONS);
let dir: string;
let cluster: RedisCluster | undefined;
let redis: Redis;
let stack: Stack | undefined;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'stockade-hot-product-'));
  cluster = await startRedisCluster({ dir, primaries: PRIMARIES, replicas: 0 });
  redis = makeRedis({ url: cluster.url, name: 'test', onError: () => {} });
  connectInBackground(redis);
  await whenReady(redis, AbortSignal.timeout(READY_DEADLINE_MS));
  stack = await startStack({
    redisUrl: cluster.url,
    env: { PARTITIONS: String(PARTITIONS), PAYMENT_DELAY_MS: '0' },
    replicas: { warehouse: 2 },
  });
}, START_TIMEOUT_MS);
afterAll(async () => {
  await stack?.stop();
  redis?.destroy();
  await cluster?.stop();
  await rm(dir, { recursive: true });
});

/** The customers take turns to order one piece each until all orders are placed; resolves with their ids. */
async function orderAll(customers: readonly Customer[], productId: string): Promise<string[]> {
  const ids: string[] = [];
  let left = ORDERS;
  const shop = async (customer: Customer) => {
    while (left-- > 0) ids.push((await customer.placeOrder({ product_id: productId, quantity: 1 })).order_id);
  };
  await Promise.all(customers.map(shop));
  return ids;
}

interface Decision {
  outcome: string;
  /** ms since 1970: of a reservation before its pieces were taken, of a rejection after all pieces had been counted. */
  at: number;
}

async function decisionOf(orderId: string): Promise<Decision | undefined> {
  const [outcome, at] = await redis.hmGet(keys.reservation(orderId), ['outcome', 'at']);
  return outcome === null || outcome === undefined ? undefined : { outcome, at: Number(at) };
}

test(
  `of a product with ${STOCK} pieces, ${ORDERS} orders in ${PARTITIONS} partitions on ${PRIMARIES} primaries get exactly those, and none is refused while one is left`,
  async () => {
    if (stack === undefined) throw new Error('the stack runs from beforeAll on');
    const shop = stack;
    const admin = await logInAsAdmin(shop);
    const customers: Customer[] = [];
    while (customers.length < CUSTOMERS)
      customers.push(...(await Promise.all(Array.from({ length: REGISTERED_AT_ONCE }, () => newCustomer(shop)))));
    expect(new Set(customers.map(({ userId }) => keys.of(userId).place)).size).toBe(PARTITIONS);
    const { id } = await admin.createProduct({ name: 'Rush', price: 10, stock_quantity: STOCK });

    const orders = await orderAll(customers, id);
    expect(orders).toHaveLength(ORDERS);
    const decisions: Decision[] = [];
    for (const order of orders)
      decisions.push(
        await waitUntil(() => decisionOf(order), { what: `order ${order}`, deadlineMs: DECIDED_DEADLINE_MS }),
      );

    const reserved = decisions.filter(({ outcome }) => outcome === 'reserved');
    const rejected = decisions.filter(({ outcome }) => outcome === 'rejected');
    expect([reserved.length, rejected.length]).toEqual([STOCK, ORDERS - STOCK]);
    expect((await admin.product(id)).stock_quantity).toBe(0);
    // A piece that was sold after somebody had been refused was left then.
    const firstRefusedAt = Math.min(...rejected.map(({ at }) => at));
    expect(reserved.filter(({ at }) => at > firstRefusedAt)).toEqual([]);
  },
  TEST_TIMEOUT_MS,
);
