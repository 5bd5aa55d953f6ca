import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { freePort, startStack, usePrivateRedis, waitUntil, type Stack } from '@stockade/testing';
import type { OrderView } from '@stockade/contracts';
import { makeClient, newAccount, tokenOf } from './client.js';
import { startCollector, startSilentCollector } from './span-collector.js';

const SENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const [, TRACE_ID = '', CALLER = ''] = SENT.split('-');
const SERVER_KIND = 2;
const CLIENT_KIND = 3;
const CONSUMER_KIND = 5;
/** A service that stops may take this long besides what it always takes. */
const FAREWELL_MAX_MS = 5_000;

/** The spans of an order, one after the other, and the script that each of them runs. */
const CHAIN = [
  'POST /api/store/orders',
  'POST /orders',
  'process order-placed',
  'process order-completed',
  'process refund-initiated',
];
const SCRIPTS = ['place-order', 'complete-order', 'reserve-stock', 'settle-refund'].map((name) => `EVALSHA ${name}`);

const redis = usePrivateRedis();
let collector: Awaited<ReturnType<typeof startCollector>>;

beforeAll(async () => {
  collector = await startCollector();
});
afterAll(() => collector.close());

function startTraced(endpoint: string): Promise<Stack> {
  const storefront = { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_BSP_SCHEDULE_DELAY: '100' };
  return startStack({ redisUrl: redis.url, storefront, env: { PAYMENT_DELAY_MS: '0', ...storefront } });
}

/** Orders through the storefront more than there is, so that it ends with a refund. */
async function orderTooMuch(stack: Stack, fields: Readonly<Record<string, string>>) {
  const admin = makeClient(stack, await tokenOf(stack, stack.admin.email, stack.admin.password));
  const customer = makeClient(stack, (await newAccount(stack)).token);
  const { id } = await admin.createProduct({ name: 'Seal', price: 10, stock_quantity: 1 });
  const body = { product_id: id, quantity: 2 };
  const placed = await customer.request<OrderView>('POST', `${stack.storefront?.url}/api/store/orders`, body, fields);
  await customer.orderBecomes(placed.body.order_id, 'refunded');
  return placed;
}

describe('with a collector', () => {
  test('an order is one trace from its request to its refund, from the gateway across the three services', async () => {
    const stack = await startTraced(collector.url);
    try {
      const { headers, body } = await orderTooMuch(stack, { traceparent: SENT });
      // Each service sends on its own clock: the last span may come before the others.
      const all = await waitUntil(
        async () => {
          const spans = collector.spansOf(TRACE_ID);
          return [...CHAIN, ...SCRIPTS].every((name) => spans.some((span) => span.name === name)) && spans;
        },
        { what: 'all spans' },
      );
      const named = (name: string) => {
        const [span, ...more] = all.filter((one) => one.name === name);
        if (span === undefined || more.length > 0)
          throw new Error(`${name} has ${more.length} spans besides ${span?.spanId}`);
        return span;
      };
      const chain = CHAIN.map(named);
      expect(chain.map(({ service, kind }) => [service, kind])).toEqual([
        ['storefront', SERVER_KIND],
        ['store', SERVER_KIND],
        ['store', CONSUMER_KIND],
        ['warehouse', CONSUMER_KIND],
        ['refund', CONSUMER_KIND],
      ]);
      // Each is a child of the one before, and the first of the caller's.
      expect(chain.map(({ parentSpanId }) => parentSpanId)).toEqual([
        CALLER,
        ...chain.slice(0, -1).map(({ spanId }) => spanId),
      ]);
      expect(headers.get('traceparent')).toBe(`00-${TRACE_ID}-${chain[1]?.spanId}-01`);

      const scripts = SCRIPTS.map(named);
      expect(scripts.map(({ parentSpanId, kind }) => [parentSpanId, kind])).toEqual(
        chain.slice(1).map(({ spanId }) => [spanId, CLIENT_KIND]),
      );
      expect(scripts[0]?.attributes).toMatchObject({
        'db.system.name': 'redis',
        'db.stored_procedure.name': 'place-order',
      });
      const request = { 'http.request.method': 'POST', 'http.response.status_code': 201 };
      const [passed, placed] = ['/api/store/orders', '/orders'];
      expect(chain[0]?.attributes).toMatchObject({ ...request, 'http.route': passed, 'url.path': passed });
      expect(chain[1]?.attributes).toMatchObject({ ...request, 'http.route': placed, 'url.path': placed });
      expect(chain[3]?.attributes).toMatchObject({
        'messaging.system': 'redis',
        'messaging.operation.type': 'process',
        'messaging.destination.name': 'order-completed',
        'messaging.consumer.group.name': 'warehouse',
        'messaging.message.conversation_id': body.order_id,
        'stockade.outcome': 'done',
      });
    } finally {
      await stack.stop();
    }
  });
});

describe('with a collector that is away', () => {
  test.each([
    ['refuses connections', async () => ({ endpoint: `http://127.0.0.1:${await freePort()}`, close: async () => {} })],
    ['takes spans and never answers', startSilentCollector],
  ])('and %s, orders come to their end and the services stop in time', async (_, start) => {
    const { endpoint, close } = await start();
    const stack = await startTraced(endpoint);
    await orderTooMuch(stack, {});
    const stoppedFrom = performance.now();
    await stack.stop();
    expect(performance.now() - stoppedFrom).toBeLessThan(FAREWELL_MAX_MS);
    await close();
  });
});

test('without a collector nothing of the SDK of OpenTelemetry is loaded', async () => {
  const loaded = async (then: string) => {
    const script = `import { createRequire } from 'node:module';
      await import('@stockade/service');
      ${then}
      const { cache } = createRequire(import.meta.url);
      console.log(Object.keys(cache).filter((path) => path.includes('opentelemetry+sdk')).length);`;
    const cwd = new URL('../services/store', import.meta.url);
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], { cwd });
    return Number(stdout);
  };
  expect(await loaded('')).toBe(0);
  // What is not loaded without it is seen when it is.
  const tracing = new URL('../packages/tracing/dist/index.js', import.meta.url).href;
  expect(await loaded(`await import('${tracing}');`)).toBeGreaterThan(0);
});
