import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { makeKeys, partitionOfEmail, type DeadLetterView, type Page } from '@stockade/contracts';
import { SERVICE_NAMES, startStack, usePrivateRedis, waitUntil, type Stack } from '@stockade/testing';
import { logInAsAdmin, newCustomer, type Client } from '../client.js';
import { makeRedisUsers, urlFor } from './rights.js';

const PARTITIONS = 3;
const keys = makeKeys(PARTITIONS);
const CONSUMED = { store: 'orderPlaced', warehouse: 'orderCompleted', refund: 'refundInitiated' } as const;

const redis = usePrivateRedis();
let stack: Stack;

beforeAll(async () => {
  await makeRedisUsers(redis.client, PARTITIONS);
  const env = { SEED_PRODUCTS: 'true', PARTITIONS: String(PARTITIONS) };
  stack = await startStack({ redisUrl: (service) => urlFor(service, redis.url), env });
});
afterAll(() => stack?.stop());

const refusals = async () =>
  (await redis.client.aclLog()).map(({ username, reason, object }) => `${username}: ${reason} ${object}`);

/** One customer of each partition. */
async function customersOfAll(): Promise<Map<number, Client>> {
  const customers = new Map<number, Client>();
  while (customers.size < PARTITIONS) {
    const customer = await newCustomer(stack);
    customers.set(partitionOfEmail(customer.email, PARTITIONS), customer);
  }
  return customers;
}

test('services that log in to Redis as users of their own work in every partition, and are refused nothing (G8)', async () => {
  const admin = await logInAsAdmin(stack);
  const lamp = await admin.createProduct({ name: 'Lamp', price: 29.99, stock_quantity: 2 });
  for (const [partition, customer] of await customersOfAll()) {
    const { order_id } = await customer.placeOrder({ product_id: lamp.id, quantity: 5 });
    await customer.orderBecomes(order_id, 'refunded');
    expect(await redis.client.exists(`{${partition}}:order:${order_id}`)).toBe(1);
  }
  expect(await redis.client.get('partitions')).toBe(String(PARTITIONS));
  expect(await refusals()).toEqual([]);
});

test('the operations routes are about the streams of every partition', async () => {
  const admin = await logInAsAdmin(stack);
  for (const service of SERVICE_NAMES) {
    const ops = `${stack.urls[service]}/ops`;
    const streams = keys.partitions.map((partition) => partition[CONSUMED[service]]);
    for (const stream of streams) await redis.client.xAdd(stream, '*', { not: 'an event' });
    const items = await waitUntil(
      async () => {
        const { body } = await admin.request<Page<DeadLetterView>>('GET', `${ops}/dead-letters`);
        return body.items.length === PARTITIONS ? body.items : null;
      },
      { what: `a dead letter in each partition of the ${service}` },
    );
    expect(items.map(({ stream }) => stream).toSorted()).toEqual(streams);
    for (const { id } of items) expect((await admin.request('DELETE', `${ops}/dead-letters/${id}`)).status).toBe(204);
  }
  expect(await refusals()).toEqual([]);
});
