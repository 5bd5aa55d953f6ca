import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ProductView } from '@stockade/contracts';
import { describeWhere, useLeakCheck, waitUntil } from '@stockade/testing';
import { logInAsAdmin, newCustomer, type Client } from './client.js';
import { startComposeStack, type ComposeStack } from './compose/compose-stack.js';
import { whyNoCompose } from './compose/docker.js';
import { FAILOVER_MAX_MS, redisCli, untilTaken } from './compose/until-taken.js';

/** Most of it is the first build, which downloads the dependencies. */
const UP_DEADLINE_MS = 350_000;
const DOWN_DEADLINE_MS = 60_000;
const TEST_TIMEOUT_MS = 180_000;

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

  test(
    'takes orders again after the container of the primary was killed, and has all that it had taken',
    async () => {
      const before = await untilTaken(stack, customer, product.id);
      await stack.compose('kill', 'redis');
      const after = await untilTaken(stack, customer, product.id);
      for (const id of [before, after]) await customer.orderBecomes(id, 'completed');
      await stack.compose('start', 'redis');
      await waitUntil(async () => (await redisCli(stack, 'redis-2', 'role')).includes('.11'), {
        what: 'the lost one to follow',
        deadlineMs: FAILOVER_MAX_MS,
      });
      expect(await stack.compose('run', '--rm', 'ops', 'audit')).toContain('all rules hold');
    },
    TEST_TIMEOUT_MS,
  );
});
