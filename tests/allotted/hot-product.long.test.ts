import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { flowsOf, makeKeys } from '@stockade/contracts';
import { startStack, usePrivateRedis, waitUntil, type Stack } from '@stockade/testing';
import { logInAsAdmin, newCustomer, type Client, type Customer } from '../client.js';
import { makeRedisUsers, urlFor } from '../redis-users/rights.js';
import { readPieces } from './books.js';

const PARTITIONS = 4;
const STOCK = 500;
const CUSTOMERS = 30;
const ORDERS_PER_CUSTOMER = 20;

const redis = usePrivateRedis();
const keys = makeKeys(PARTITIONS);
const STREAMS = keys.partitions.flatMap((partition) => Object.values(flowsOf(partition)).map(({ stream }) => stream));
let stack: Stack;
let admin: Client;
let customers: Customer[];

beforeAll(async () => {
  await makeRedisUsers(redis.client, PARTITIONS);
  stack = await startStack({
    redisUrl: (service) => urlFor(service, redis.url),
    env: { PARTITIONS: String(PARTITIONS), PAYMENT_DELAY_MS: '5', CONSUMER_MIN_IDLE_MS: '2000' },
    replicas: { warehouse: 2 },
  });
  admin = await logInAsAdmin(stack);
  customers = await Promise.all(Array.from({ length: CUSTOMERS }, () => newCustomer(stack)));
});
afterAll(() => stack?.stop());

/** All customers order one piece after the other; resolves with the orders when all of them are decided. */
async function order(productId: string, ordersPerCustomer: number): Promise<string[]> {
  const ids = await Promise.all(
    customers.map(async (customer) => {
      const placed: string[] = [];
      for (let i = 0; i < ordersPerCustomer; i++)
        placed.push((await customer.placeOrder({ product_id: productId, quantity: 1 })).order_id);
      return placed;
    }),
  );
  return ids.flat();
}

async function allAtRest(): Promise<void> {
  const busy = async () => {
    const infos = await Promise.all(STREAMS.map((stream) => redis.client.xInfoGroups(stream)));
    return infos.flat().some(({ pending, lag }) => pending > 0 || lag !== 0);
  };
  await waitUntil(async () => !(await busy()), {
    what: 'all orders to be decided',
    deadlineMs: 60_000,
    intervalMs: 100,
  });
}

async function countReserved(orderIds: readonly string[]): Promise<number> {
  const outcomes = await Promise.all(orderIds.map((id) => redis.client.hGet(keys.reservation(id), 'outcome')));
  expect(outcomes).not.toContain(null);
  return outcomes.filter((outcome) => outcome === 'reserved').length;
}

test('a product that everybody wants is sold from all partitions to its last piece, and no piece twice', async () => {
  expect(new Set(customers.map(({ userId }) => keys.of(userId).place)).size).toBe(PARTITIONS);
  const { id } = await admin.createProduct({ name: 'Rush', price: 10, stock_quantity: STOCK });
  const orders = await order(id, ORDERS_PER_CUSTOMER);
  await allAtRest();
  expect(orders).toHaveLength(CUSTOMERS * ORDERS_PER_CUSTOMER);
  expect(await countReserved(orders)).toBe(STOCK);
  expect(await readPieces(redis.client, keys, id)).toEqual({ available: 0, moving: 0, reserved: STOCK });

  // Raised, so that there is one for everybody, and lowered again.
  expect(await admin.setStock(id, CUSTOMERS + 7)).toMatchObject({ stock_quantity: CUSTOMERS + 7 });
  const second = await order(id, 1);
  await allAtRest();
  expect(await countReserved(second)).toBe(CUSTOMERS);
  expect(await admin.setStock(id, 2)).toMatchObject({ stock_quantity: 2 });
  const third = await order(id, 1);
  await allAtRest();
  expect(await countReserved(third)).toBe(2);
  expect(await readPieces(redis.client, keys, id)).toEqual({
    available: 0,
    moving: 0,
    reserved: STOCK + CUSTOMERS + 2,
  });
});

test('it ends the same when the warehouses are killed in the middle, again and again', async () => {
  const { id } = await admin.createProduct({ name: 'Rush', price: 10, stock_quantity: STOCK });
  const ordering = order(id, ORDERS_PER_CUSTOMER);
  const reserved = async () => (await readPieces(redis.client, keys, id)).reserved;
  for (let round = 0; round < 6; round++) {
    const [before, replica] = [await reserved(), round % 2];
    await waitUntil(async () => (await reserved()) > Math.min(before + 20, STOCK - 1), { what: 'some reservations' });
    await stack.killNow('warehouse', replica);
    await stack.start('warehouse', replica);
  }
  const orders = await ordering;
  await allAtRest();
  expect(await countReserved(orders)).toBe(STOCK);
  expect(await readPieces(redis.client, keys, id)).toEqual({ available: 0, moving: 0, reserved: STOCK });
});

test('the services were refused nothing by Redis', async () => {
  const refusals = (await redis.client.aclLog()).map(
    ({ username, reason, object }) => `${username}: ${reason} ${object}`,
  );
  expect(refusals).toEqual([]);
});
