import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { deadLettersOf } from '@stockade/streams';
import {
  readPrometheusText,
  SERVICE_NAMES,
  startStack,
  usePrivateRedis,
  waitUntil,
  type ServiceName,
  type Stack,
} from '@stockade/testing';
import { CONSUMED } from './consumed-flows.js';
import { logInAsAdmin, newCustomer } from './client.js';
import { checkAnswer } from './described/check-answer.js';
import { poison } from './operations/await-streams.js';

/** Gauges are as old as the last housekeeping, which comes every 10 s. */
const GAUGE_DEADLINE_MS = 30_000;

const redis = usePrivateRedis();
let stack: Stack;

beforeAll(async () => {
  // Requests are limited as they are in production, scrapes among them.
  const env = { PAYMENT_DELAY_MS: '0', RATE_LIMIT_ENABLED: 'true', RATE_LIMIT_DEFAULT_PER_MINUTE: '1000' };
  stack = await startStack({ redisUrl: redis.url, env });
});
afterAll(() => stack?.stop());

/** A scrape as Prometheus makes it: without a login. */
async function scrape(service: ServiceName) {
  const answer = await fetch(`${stack.urls[service]}/metrics`);
  const { status, headers } = answer;
  const text = await answer.text();
  checkAnswer(service, 'GET', '/metrics', { status, headers, text });
  expect(status).toBe(200);
  expect(headers.has('ratelimit')).toBe(true);
  return readPrometheusText(text);
}

const done = async (service: ServiceName) => {
  const labels = { service, stream: CONSUMED[service].stream, outcome: 'done' };
  return (await scrape(service)).value('stockade_entries_processed_total', labels);
};

test("an order's way leads through the metrics of all services", async () => {
  const admin = await logInAsAdmin(stack);
  const customer = await newCustomer(stack);
  const product = await admin.createProduct({ name: 'Lantern', price: 29.99, stock_quantity: 1 });
  expect(await Promise.all(SERVICE_NAMES.map(done))).toEqual([0, 0, 0]);

  const { order_id } = await customer.placeOrder({ product_id: product.id, quantity: 2 });
  await customer.orderBecomes(order_id, 'refunded');
  for (const service of SERVICE_NAMES)
    await waitUntil(async () => (await done(service)) === 1, { what: `the ${service} to count its entry` });

  const store = await scrape('store');
  const placed = { method: 'POST', route: '/orders', status: '201' };
  expect(store.value('http_request_duration_seconds_count', placed)).toBe(1);
  const routes = store.series('http_request_duration_seconds_count').map(({ route }) => route);
  expect(routes).toContain('/orders/:id');
  expect(routes).not.toContain(`/orders/${order_id}`);
});

test('a dead letter is counted, and is shown for as long as it is there', async () => {
  await Promise.all(SERVICE_NAMES.map(expectDeadLetter));
}, 60_000);

async function expectDeadLetter(service: ServiceName): Promise<void> {
  const labels = { service, stream: CONSUMED[service].stream };
  const value = async (name: string) => (await scrape(service)).value(name, labels);
  const becomes = (name: string, expected: number) =>
    waitUntil(async () => (await value(name)) === expected, {
      what: `${name} of the ${service} to be ${expected}`,
      deadlineMs: GAUGE_DEADLINE_MS,
    });
  expect(await value('stockade_consumer_up')).toBe(1);
  expect(await value('stockade_entries_dead_lettered_total')).toBe(0);
  const id = await poison(redis.client, CONSUMED[service]);
  await becomes('stockade_entries_dead_lettered_total', 1);
  await becomes('stockade_dead_letters', 1);
  expect(await value('stockade_group_lag_entries')).toBe(0);
  expect(await value('stockade_group_pending_entries')).toBe(0);
  await redis.client.xDel(deadLettersOf(CONSUMED[service].stream), id);
  await becomes('stockade_dead_letters', 0);
}
