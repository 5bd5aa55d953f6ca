import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { OrderView, ProductView } from '@stockade/contracts';
import { describeWhere, useLeakCheck, waitUntil } from '@stockade/testing';
import { logInAsAdmin, newCustomer, type Client } from './client.js';
import { startComposeStack, type ComposeStack } from './compose/compose-stack.js';
import { whyNoCompose } from './compose/docker.js';

/** Most of it is the first build, which downloads the dependencies. */
const UP_DEADLINE_MS = 350_000;
const DOWN_DEADLINE_MS = 60_000;
const TEST_TIMEOUT_MS = 180_000;
/** Two silent seconds, an election, and a slow machine. */
const FAILOVER_MAX_MS = 30_000;

useLeakCheck();

const obstacle = await whyNoCompose();
const describeHere = describeWhere(obstacle === undefined);
if (obstacle !== undefined) process.stderr.write(`docker-compose.ha.yml is not tested here: ${obstacle}\n`);

describeHere('docker compose up with docker-compose.ha.yml', () => {
  let stack: ComposeStack;
  let customer: Client;
  let product: ProductView;
  beforeAll(async () => {
    stack = await startComposeStack('docker-compose.ha.yml');
    product = await (await logInAsAdmin(stack)).createProduct({ name: 'Rope', price: 1, stock_quantity: 1_000 });
    customer = await newCustomer(stack);
  }, UP_DEADLINE_MS);
  afterAll(() => stack?.remove(), DOWN_DEADLINE_MS);

  const order = () =>
    customer.request<OrderView>('POST', `${stack.urls.store}/orders`, { product_id: product.id, quantity: 1 });
  async function untilTaken(): Promise<string> {
    const taken = async () => {
      const { status, body } = await order();
      return status === 201 && body.order_id;
    };
    return waitUntil(taken, { what: 'an order to be taken', deadlineMs: FAILOVER_MAX_MS });
  }

  test(
    'takes orders again after the container of the primary was killed, and has all that it had taken',
    async () => {
      const before = await untilTaken();
      await stack.compose('kill', 'redis');
      const after = await untilTaken();
      for (const id of [before, after]) await customer.orderBecomes(id, 'completed');
      await stack.compose('start', 'redis');
      const replicas = () =>
        stack.exec(
          'redis-2',
          'sh',
          '-c',
          'REDISCLI_AUTH=$(cat /run/stockade/operator-password) redis-cli --user operator role',
        );
      await waitUntil(async () => (await replicas()).includes('.11'), {
        what: 'the lost one to follow',
        deadlineMs: FAILOVER_MAX_MS,
      });
      expect(await stack.compose('run', '--rm', 'ops', 'audit')).toContain('all rules hold');
    },
    TEST_TIMEOUT_MS,
  );
});
