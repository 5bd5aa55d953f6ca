import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { makeKeys, newId, type PaymentView, type ProductView } from '@stockade/contracts';
import { startProcess, waitUntil, type Member } from '@stockade/testing';
import { awaitSettled } from './operations/await-streams.js';
import { changePlaced } from './placed.js';
import { useShop } from './shop.js';

const OPS = fileURLToPath(new URL('../services/operations/dist/ops.js', import.meta.url));
const COMMAND_DEADLINE_MS = 30_000;
const ledger = join(tmpdir(), `stockade-ledger-${newId()}.jsonl`);
const keys = makeKeys();

const { redis, stack, admin, customer, store } = useShop({
  env: { PAYMENT_DELAY_MS: '0', PAYMENT_TIMEOUT_MS: '1000' },
  providerLedger: ledger,
});
afterAll(() => rm(ledger));
let product: ProductView;
beforeAll(async () => {
  product = await admin.createProduct({ name: 'Lantern', price: 1, stock_quantity: 3 });
});

const order = (quantity: number) => customer.placeOrder({ product_id: product.id, quantity });
const payment = (orderId: string) => customer.request<PaymentView>('GET', store(`/payments/${orderId}`));

function provider(): Member {
  if (stack.provider === undefined) throw new Error('this stack has no payment provider outside');
  return stack.provider;
}

async function audit(...options: string[]) {
  const env = { PATH: process.env['PATH'], REDIS_URL: redis.url, PAYMENT_PROVIDER_URL: provider().url };
  const args = [OPS, 'audit', '--grace-ms', '0', ...options];
  const command = await startProcess({ name: 'ops audit', command: process.execPath, args, env });
  const { code } = await waitUntil(() => command.exit(), { what: 'the audit', deadlineMs: COMMAND_DEADLINE_MS });
  return { code, output: command.output() };
}

test('with a payment provider outside orders are charged and refunded there, and the audit compares them with it', async () => {
  const [kept, refunded] = [await order(1), await order(4)];
  await customer.orderBecomes(kept.order_id, 'completed');
  await customer.orderBecomes(refunded.order_id, 'refunded');
  expect((await payment(kept.order_id)).body).toMatchObject({
    outcome: 'approved',
    charged: kept.total,
    given_back: 0,
  });
  expect((await payment(refunded.order_id)).body).toMatchObject({ outcome: 'approved', kept: 0 });
  expect(await redis.client.keys(keys.gateway('*'))).toEqual([]);
  await awaitSettled(redis.client);
  expect(await audit()).toMatchObject({ code: 0, output: expect.stringContaining('all rules hold') });

  // The order says that more was paid than the provider has.
  await changePlaced(redis.client, keys.order(kept.order_id), { total: kept.total * 100 + 1 });
  expect(await audit()).toMatchObject({ code: 1, output: expect.stringContaining(`gateway-net  ${kept.order_id}`) });
  await changePlaced(redis.client, keys.order(kept.order_id), { total: kept.total * 100 });
});

test('an order that is placed while the payment provider is down waits for it, and is charged once', async () => {
  await provider().killNow();
  const { order_id, total } = await order(1);
  expect((await payment(order_id)).status).toBe(503);
  const unanswered = /^ops: the payment provider went away, try again: the payment provider at \S+ cannot be reached/m;
  expect(await audit()).toMatchObject({ code: 3, output: expect.stringMatching(unanswered) });
  expect((await audit('--without-gateway')).code).toBe(0);
  expect((await customer.order(order_id)).status).toBe('pending');

  await provider().start();
  await customer.orderBecomes(order_id, 'completed');
  expect((await payment(order_id)).body).toMatchObject({ charged: total, given_back: 0 });
});

test('money that was taken for an order which Redis has lost is found by the audit', async () => {
  const { order_id } = await order(1);
  await customer.orderBecomes(order_id, 'completed');
  await redis.client.flushAll();
  const lost = await audit();
  expect(lost).toMatchObject({
    code: 1,
    output: expect.stringContaining(`orphan  ${order_id}  there is a charge and no order`),
  });
});
