import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import type { OrderView, Page, ProductView } from '@stockade/contracts';
import { waitUntil, whoAnswers } from '@stockade/testing';
import { newCustomer } from '../client.js';
import { useNpmStart } from './rig.js';

const TEST_TIMEOUT_MS = 180_000;
/** Two silent seconds, an election, and a slow machine. */
const FAILOVER_MAX_MS = 30_000;
jest.setTimeout(TEST_TIMEOUT_MS);

const npm = useNpmStart();

describe('npm start -- --ha', () => {
  test('takes orders again after a kill -9 of the primary, and keeps what it took over a restart', async () => {
    const run = await npm.runUntilReady({}, ['--ha']);
    const at = (name: string) => `http://127.0.0.1:${npm.env()[name]}`;
    const urls = { store: at('STORE_PORT'), warehouse: at('WAREHOUSE_PORT'), refund: at('REFUND_PORT') };
    const customer = await newCustomer({ urls });
    const { body: products } = await customer.request<Page<ProductView>>('GET', `${urls.warehouse}/products`);
    const product_id = products.items.find(({ stock_quantity }) => stock_quantity > 5)?.id;
    const order = () => customer.request<OrderView>('POST', `${urls.store}/orders`, { product_id, quantity: 1 });
    const before = await order();
    expect(before.status).toBe(201);

    const { redis } = await npm.record();
    const primary = (await whoAnswers(redis.port, await npm.redisPassword())) ?? 0;
    process.kill(primary, 'SIGKILL');
    const isGone = async () => (await whoAnswers(redis.port, await npm.redisPassword())) === undefined;
    await waitUntil(isGone, { what: 'the primary to be gone' });
    const accepted = async () => {
      const answer = await order();
      return answer.status === 201 && answer.body;
    };
    const after = await waitUntil(accepted, { what: 'an order to be taken', deadlineMs: FAILOVER_MAX_MS });
    for (const id of [before.body.order_id, after.order_id]) await customer.orderBecomes(id, 'completed');
    await run.waitForOutput(new RegExp(`port ${redis.port} is back`), FAILOVER_MAX_MS);

    await run.stop({ deadlineMs: FAILOVER_MAX_MS });
    await npm.runUntilReady({}, ['--ha']);
    for (const id of [before.body.order_id, after.order_id])
      expect((await customer.order(id)).status).toBe('completed');
  });

  test('is refused on the data of a run without it, and says what to do', async () => {
    await mkdir(join(npm.dataDir(), 'redis'));
    const run = await npm.run({}, ['--ha']);
    expect(await run.exited).toEqual({ code: 1, signal: null });
    expect(run.output()).toContain('has the data of a single Redis, which --ha would not see: set DATA_DIR');
  });
});
