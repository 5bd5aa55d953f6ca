import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  orderPageSchema,
  orderViewSchema,
  productPageSchema,
  productViewSchema,
  userViewSchema,
} from '@stockade/contracts';
import { startStack, usePrivateRedis, type Stack } from '@stockade/testing';

/** Bash gives up by then, with a message that is better than jest's. */
const WALK_MAX_MS = 40_000;
/** In place of the walk's `sleep`: as long as it takes, up to 20 s. */
const UNTIL_REFUNDED = `for try in $(seq 200); do
  if curl -s $store/orders -H "$auth" | grep -q '"status":"refunded"'; then break; fi
  sleep 0.1
done`;

const redis = usePrivateRedis();
let stack: Stack;

beforeAll(async () => {
  stack = await startStack({ redisUrl: redis.url, env: { SEED_PRODUCTS: 'true' } });
});
afterAll(() => stack?.stop());

/** The commands under "What you see", as a reader would paste them, but for ports and pauses; a line of output each. */
function readWalk(): string {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const walk = /^## What you see\n[^`]*```sh\n(.*?)^```$/ms.exec(readme)?.[1];
  if (walk === undefined) throw new Error('the README shows nothing under "What you see"');
  return walk
    .replaceAll('http://127.0.0.1:8001', stack.urls.store)
    .replaceAll('http://127.0.0.1:8002', stack.urls.warehouse)
    .replace(/^sleep \d+$/m, UNTIL_REFUNDED)
    .replaceAll(/^curl .*$/gm, (command) => `${command}\necho`);
}

test('the walk through the README ends as it says', async () => {
  const walk = readWalk();
  expect(walk).not.toMatch(/:800\d/);
  expect(walk).toContain(UNTIL_REFUNDED);
  const { stdout, stderr } = await promisify(execFile)('bash', ['--norc', '-euo', 'pipefail', '-c', walk], {
    timeout: WALK_MAX_MS,
  });
  expect(stderr).toBe('');
  const answers: unknown[] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(answers).toHaveLength(6);
  const [user, products, first, second, orders, product] = answers;

  expect(userViewSchema.parse(user)).toMatchObject({ email: 'ann@example.org', role: 'customer' });
  expect(productPageSchema.parse(products).items.at(-1)).toMatchObject({ name: 'Great seal', stock_quantity: 1 });
  expect(orderViewSchema.parse(first).status).toBe('pending');
  expect(orderViewSchema.parse(second).status).toBe('pending');
  const { items } = orderPageSchema.parse(orders);
  expect(items.map(({ status }) => status).toSorted()).toEqual(['completed', 'refunded']);
  expect(items.map(({ timeline }) => timeline.map(({ status }) => status)).toSorted()).toEqual([
    ['pending', 'completed'],
    ['pending', 'completed', 'refunded'],
  ]);
  expect(productViewSchema.parse(product).stock_quantity).toBe(0);
});
