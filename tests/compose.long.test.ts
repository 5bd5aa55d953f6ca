import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { OrderView, ProductView } from '@stockade/contracts';
import { describeWhere, SERVICE_NAMES, useLeakCheck, waitUntil, type ServiceName } from '@stockade/testing';
import { logInAsAdmin, newCustomer, type Client } from './client.js';
import { startComposeStack, type ComposeStack } from './compose/compose-stack.js';
import { docker, whyNoCompose } from './compose/docker.js';
import { useEveryRight } from './redis-users/every-right.js';

/** Most of it is the first build, which downloads the dependencies. */
const UP_DEADLINE_MS = 350_000;
const START_DEADLINE_MS = 60_000;
const DOWN_DEADLINE_MS = 60_000;

useLeakCheck();

// A machine may have no Docker: then all of this counts as skipped, and says why.
const obstacle = await whyNoCompose();
const describeHere = describeWhere(obstacle === undefined);
if (obstacle !== undefined) process.stderr.write(`docker compose up is not tested here: ${obstacle}\n`);

let stack: ComposeStack;
let admin: Client;
let customer: Client;
let product: ProductView;
const orders: OrderView[] = [];

const order = async (quantity: number, extras = {}) => {
  const placed = await customer.placeOrder({ product_id: product.id, quantity, ...extras });
  orders.push(placed);
  return placed;
};
const stockBecomes = (pieces: number) =>
  waitUntil(async () => (await customer.product(product.id)).stock_quantity === pieces, { what: `${pieces} in stock` });
const listedOrders = () => customer.all<OrderView>(`${stack.urls.store}/orders`);

/** Redis with the rights of a service. */
const redisCli = async (service: ServiceName, ...command: readonly string[]) => {
  const url = await stack.exec(service, 'cat', '/run/stockade/redis-url');
  return stack.exec('redis', 'redis-cli', '--no-auth-warning', '-u', url, ...command);
};
/** Redis with all rights. */
const operatorCli = (command: string) =>
  stack.exec(
    'redis',
    'sh',
    '-c',
    `REDISCLI_AUTH=$(cat /run/stockade/operator-password) redis-cli --user operator ${command}`,
  );
/** What Redis has refused anybody since it was started. */
const refusals = () => operatorCli('ACL LOG');

describeHere('docker compose up', () => {
  beforeAll(async () => {
    stack = await startComposeStack();
    admin = await logInAsAdmin(stack);
    customer = await newCustomer(stack);
    product = await admin.createProduct({ name: 'Lantern', price: 29.99, stock_quantity: 3 });
  }, UP_DEADLINE_MS);
  afterAll(() => stack?.remove(), DOWN_DEADLINE_MS);

  test('serves an order that is in stock and refunds one that is not', async () => {
    const served = await order(2);
    await customer.orderBecomes(served.order_id, 'completed');
    await stockBecomes(1);

    const short = await order(2);
    await customer.orderBecomes(short.order_id, 'refunded');
    expect((await customer.refund(short.order_id)).amount).toBe(short.total);
    await stockBecomes(1);
  });

  test('lets each service do all that it is there for', async () => {
    await useEveryRight(stack, (stream) => operatorCli(`XADD ${stream} '*' not an-event`));
    const last = await order(1);
    await customer.orderBecomes(last.order_id, 'completed');
    await stockBecomes(0);
    expect(await refusals()).toBe('');
  });

  test(
    'takes a second container of a service for another consumer',
    async () => {
      const consumers = async () =>
        (await operatorCli('XINFO CONSUMERS order-completed warehouse')).match(/^name$/gm)?.length ?? 0;
      const before = await consumers();
      const second = await stack.compose('run', '--detach', 'warehouse');
      try {
        const what = 'the second consumer';
        await waitUntil(async () => (await consumers()) === before + 1, { what, deadlineMs: START_DEADLINE_MS });
      } finally {
        await docker(['rm', '--force', second]);
      }
    },
    START_DEADLINE_MS + DOWN_DEADLINE_MS,
  );

  test('starts a service again that was killed in the middle of its work', async () => {
    const placed = await order(1);
    await stack.crash('store');
    expect(await customer.orderBecomes(placed.order_id, 'refunded')).toMatchObject({ total: placed.total });
  });

  test('keeps every order when Redis is killed', async () => {
    await stack.crash('redis');
    const listed = await waitUntil(listedOrders, { what: 'the store to be back', deadlineMs: 20_000 });
    expect(listed).toHaveLength(orders.length);
  });

  test(
    'stops each service with exit code 0, and keeps orders and passwords from down to up',
    async () => {
      await stack.stop();
      await stack.compose('down');
      await stack.up();
      await logInAsAdmin(stack);
      expect(await listedOrders()).toHaveLength(orders.length);
      const placed = await order(1);
      await customer.orderBecomes(placed.order_id, 'refunded');
      // Redis has replayed its file meanwhile: a refusal here is data that it did not take back.
      expect(await refusals()).toBe('');
    },
    DOWN_DEADLINE_MS,
  );

  test.each([
    ['warehouse', ['HSET', 'order:x', 'status', 'refunded']],
    ['warehouse', ['SET', 'session:x', '{}']],
    ['store', ['HSET', 'product:x', 'price', '1']],
    ['store', ['HSET', 'stock:x', 'available', '9']],
    ['store', ['DEL', 'order:x']],
    ['store', ['HGETDEL', 'gateway:x', 'FIELDS', '1', 'charged']],
    ['store', ['HPEXPIRE', 'gateway:x', '0', 'FIELDS', '1', 'charged']],
    ['store', ['ZREM', 'orders', 'x']],
    ['refund', ['HSET', 'stock:x', 'available', '9']],
    ['refund', ['EVAL', "return redis.call('HSET', KEYS[1], 'price', '1')", '1', 'product:x']],
    ['store', ['KEYS', '*']],
    ['store', ['CONFIG', 'GET', 'dir']],
  ] as const)('refuses %s %j (G8)', async (service, command) => {
    expect(await redisCli(service, ...command)).toMatch(/^NOPERM/);
  });

  test('lets nobody into Redis without a name, nor from outside', async () => {
    expect(await stack.exec('redis', 'redis-cli', 'PING')).toMatch(/^NOAUTH/);
    expect(await stack.compose('ps', '--format', '{{.Publishers}}', 'redis')).not.toMatch(/\d+\.\d+\.\d+\.\d+/);
  });

  test('shows each service its own secrets and lets it write nowhere', async () => {
    const lists = await Promise.all(SERVICE_NAMES.map((service) => stack.exec(service, 'ls', '/run/stockade')));
    expect(lists.map((list) => list.split('\n'))).toEqual([
      ['admin-password', 'jwt-secret', 'redis-url'],
      ['jwt-secret', 'redis-url'],
      ['jwt-secret', 'redis-url'],
    ]);
    expect(await stack.exec('store', 'id', '-u')).not.toBe('0');
    await expect(stack.exec('store', 'touch', '/app/x')).rejects.toThrow(/Read-only file system/);
    await expect(stack.exec('store', 'touch', '/run/stockade/x')).rejects.toThrow(/Read-only file system/);
  });
});
