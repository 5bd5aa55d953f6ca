import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { partitionOf, type ProductView } from '@stockade/contracts';
import { describeWhere, useLeakCheck, waitUntil } from '@stockade/testing';
import { logInAsAdmin, newCustomer, type Client } from './client.js';
import { startComposeStack, type ComposeStack } from './compose/compose-stack.js';
import { whyNoCompose } from './compose/docker.js';
import { FAILOVER_MAX_MS, redisCli, untilTaken } from './compose/until-taken.js';

/** Most of it is the first build, which downloads the dependencies. */
const UP_DEADLINE_MS = 350_000;
const DOWN_DEADLINE_MS = 60_000;
const TEST_TIMEOUT_MS = 240_000;
/** What docker-compose.cluster.yml takes when nobody says how many. */
const PARTITIONS = 12;
const PRIMARIES = ['redis', 'redis-2', 'redis-3'];

useLeakCheck();

const obstacle = await whyNoCompose();
const describeHere = describeWhere(obstacle === undefined);
if (obstacle !== undefined) process.stderr.write(`docker-compose.cluster.yml is not tested here: ${obstacle}\n`);

describeHere('docker compose up with docker-compose.cluster.yml', () => {
  let stack: ComposeStack;
  let customer: Client;
  let product: ProductView;
  beforeAll(async () => {
    stack = await startComposeStack('docker-compose.cluster.yml');
    product = await (await logInAsAdmin(stack)).createProduct({ name: 'Rope', price: 1, stock_quantity: 1_000 });
    customer = await newCustomer(stack);
  }, UP_DEADLINE_MS);
  afterAll(() => stack?.remove(), DOWN_DEADLINE_MS);

  test(
    'takes the orders of a killed primary’s customers again when it is back, has all that it had taken, and comes up again',
    async () => {
      const before = await untilTaken(stack, customer, product.id);
      const key = `{${partitionOf(before, PARTITIONS)}}:orders`;
      const answers = await Promise.all(PRIMARIES.map((one) => redisCli(stack, one, `exists ${key}`)));
      // Any other says that it is elsewhere.
      const lost = PRIMARIES[answers.indexOf('1')] ?? '';
      await stack.compose('kill', lost);
      const left = PRIMARIES.find((one) => one !== lost) ?? '';
      const hasTakenOver = async () =>
        (await redisCli(stack, left, 'cluster info')).includes('cluster_slots_ok:16384') &&
        (await redisCli(stack, left, 'cluster nodes')).includes('master,fail');
      await waitUntil(hasTakenOver, { what: 'the replica to take over', deadlineMs: FAILOVER_MAX_MS });
      await stack.compose('start', lost);
      const after = await untilTaken(stack, customer, product.id);
      for (const id of [before, after]) await customer.orderBecomes(id, 'completed');
      expect(await redisCli(stack, lost, `exists ${key}`)).toContain('MOVED');
      expect(await stack.compose('run', '--rm', 'ops', 'audit')).toContain('all rules hold');

      await stack.compose('down');
      await stack.up();
      for (const id of [before, after]) expect((await customer.order(id)).status).toBe('completed');
    },
    TEST_TIMEOUT_MS,
  );
});
