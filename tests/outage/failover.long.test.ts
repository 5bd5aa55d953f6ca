import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ProductView } from '@stockade/contracts';
import { connectInBackground, makeRedis, whenReady } from '@stockade/redis';
import {
  SERVICE_NAMES,
  startHoldingProxy,
  startRedisServer,
  startStack,
  usePrivateRedis,
  waitUntil,
  type HoldingProxy,
  type RedisServer,
  type Stack,
} from '@stockade/testing';
import { logInAsAdmin, newCustomer, type Client } from '../client.js';

const REPLICATION_DEADLINE_MS = 30_000;
const FAILOVER_DEADLINE_MS = 20_000;
/** More orders than a promise of one could be luck. */
const ORDERS = 5;

const old = usePrivateRedis();
let next: RedisServer;
let name: HoldingProxy;
let stack: Stack;
let admin: Client;
let customer: Client;
let product: ProductView;

beforeAll(async () => {
  next = await startRedisServer({
    dir: await mkdtemp(join(tmpdir(), 'stockade-redis-')),
    args: ['--replicaof', '127.0.0.1', String(old.server.port)],
  });
  name = await startHoldingProxy(old.server.port);
  stack = await startStack({
    redisUrl: `redis://127.0.0.1:${name.port}`,
    env: { PAYMENT_DELAY_MS: '0' },
    providerLedger: join(next.dir, 'payment-ledger.jsonl'),
  });
  admin = await logInAsAdmin(stack);
  customer = await newCustomer(stack);
  product = await admin.createProduct({ name: 'Rope', price: 1, stock_quantity: 1_000 });
});
afterAll(async () => {
  await stack?.stop();
  await name?.close();
  await next?.kill();
  if (next) await rm(next.dir, { recursive: true });
});

/** Redis' name is given to the replica, and the old primary follows it; no connection is closed by either. */
async function failOver(): Promise<void> {
  await waitUntil(async () => (await old.client.wait(1, 100)) === 1, {
    what: 'the replica to have everything',
    deadlineMs: REPLICATION_DEADLINE_MS,
  });
  const promoted = makeRedis({ url: next.url, name: 'test', onError: () => {} });
  connectInBackground(promoted);
  await whenReady(promoted, AbortSignal.timeout(REPLICATION_DEADLINE_MS));
  await promoted.sendCommand(['REPLICAOF', 'NO', 'ONE']);
  promoted.destroy();
  name.leadTo(next.port);
  await old.client.sendCommand(['REPLICAOF', '127.0.0.1', String(next.port)]);
}

const order = () => customer.placeOrder({ product_id: product.id, quantity: 1 });
const untilOrdered = () =>
  waitUntil(order, { what: 'an order to be taken', deadlineMs: FAILOVER_DEADLINE_MS, intervalMs: 100 });

test('after a failover that closes no connection, orders are taken at the new primary and everybody follows it there', async () => {
  const before = await order();
  await customer.orderBecomes(before.order_id, 'completed');
  // The near caches hold it, and are told of changes by the old primary.
  expect((await customer.product(product.id)).price).toBe(1);

  await failOver();
  await untilOrdered();
  const orders = await Promise.all(Array.from({ length: ORDERS }, order));
  for (const { order_id } of orders) await customer.orderBecomes(order_id, 'completed');

  // A price that is changed is what is shown and what is charged.
  await admin.request('PATCH', `${stack.urls.warehouse}/products/${product.id}`, { price: 2 });
  expect((await customer.product(product.id)).price).toBe(2);
  expect((await order()).subtotal).toBe(2);

  // What is followed live is followed at the new primary.
  const followed = await order();
  const updates = await customer.follow(followed.order_id);
  await waitUntil(() => updates.events.some(({ id }) => id === 'completed'), { what: 'the live update' });
  updates.close();

  for (const service of SERVICE_NAMES) {
    const ready = await fetch(`${stack.urls[service]}/health/ready`);
    expect([service, ready.status, await ready.json()]).toEqual([service, 200, expect.anything()]);
  }
  const atTheOld = await old.client.clientList();
  expect(
    atTheOld.map(({ name: client }) => client).filter((client) => /^(store|warehouse|refund)/.test(client)),
  ).toEqual([]);
});
