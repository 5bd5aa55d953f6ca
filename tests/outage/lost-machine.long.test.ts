import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { OrderView, ProductView } from '@stockade/contracts';
import {
  startReplicatedRedis,
  startStack,
  useLeakCheck,
  waitUntil,
  type RedisServer,
  type ReplicatedRedis,
  type Stack,
} from '@stockade/testing';
import { logInAsAdmin, newCustomer, type Client } from '../client.js';

const START_TIMEOUT_MS = 90_000;
const TEST_TIMEOUT_MS = 180_000;
/** A silent second, an election, and a slow machine. */
const FAILOVER_MAX_MS = 20_000;
/** A hang would be longer by far; the rest is the machine's. */
const ANSWER_MAX_MS = 5_000;
const BUYERS = 8;
const ORDERS_BETWEEN = 20;

let dir: string;
let group: ReplicatedRedis;
let stack: Stack;
let admin: Client;
let customer: Client;
let product: ProductView;

useLeakCheck();
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'stockade-lost-machine-'));
  group = await startReplicatedRedis({ dir });
  stack = await startStack({ redisUrl: group.url, env: { REPLICAS_MIN: '1', CONSUMER_MIN_IDLE_MS: '1500' } });
  admin = await logInAsAdmin(stack);
  customer = await newCustomer(stack);
  product = await admin.createProduct({ name: 'Rope', price: 1, stock_quantity: 100_000 });
}, START_TIMEOUT_MS);
afterAll(async () => {
  await stack?.stop();
  await group?.stop();
  await rm(dir, { recursive: true });
});

interface Refused {
  status: number;
  retryAfter: string | null;
  problem: unknown;
}

/** Customers who order one after the other, and note what they were told. */
function startBuying() {
  const taken: string[] = [];
  const refused: Refused[] = [];
  const slowest = { ms: 0 };
  const stopping = new AbortController();
  async function buy(): Promise<void> {
    const sentAt = performance.now();
    const { status, headers, body } = await customer.request<OrderView>('POST', `${stack.urls.store}/orders`, {
      product_id: product.id,
      quantity: 1,
    });
    const tookMs = performance.now() - sentAt;
    slowest.ms = Math.max(slowest.ms, tookMs);
    if (status === 201) taken.push(body.order_id);
    else refused.push({ status, retryAfter: headers.get('retry-after'), problem: body });
  }
  const buyers = Array.from({ length: BUYERS }, async () => {
    while (!stopping.signal.aborted) await buy();
  });
  return {
    taken,
    refused,
    slowest,
    async untilMore(): Promise<void> {
      const before = taken.length;
      await waitUntil(() => taken.length >= before + ORDERS_BETWEEN, {
        what: 'orders to be taken',
        deadlineMs: FAILOVER_MAX_MS,
      });
    },
    async stop() {
      stopping.abort();
      await Promise.all(buyers);
    },
  };
}

/** What becomes of the primary's machine; each resolves when there is a replica for the next primary. */
const LOSSES: readonly (readonly [string, (primary: RedisServer) => Promise<void>])[] = [
  ['is killed, and another without data comes in its place', (primary) => group.replace(primary)],
  [
    'is frozen, and comes back as if nothing had been',
    async (primary) => {
      await primary.signal('SIGSTOP');
      await untilReplaced(primary);
      await primary.signal('SIGCONT');
    },
  ],
];

const untilReplaced = (primary: RedisServer) =>
  waitUntil(async () => (await group.primary()) !== primary, { what: 'a new primary', deadlineMs: FAILOVER_MAX_MS });

test.each(LOSSES)(
  'no order that was taken is lost when the machine of the primary %s (G9)',
  async (_, lose) => {
    const buying = startBuying();
    try {
      await buying.untilMore();
      const primary = await group.primary();
      await lose(primary);
      await untilReplaced(primary);
      await buying.untilMore();
      await group.untilReplicated();
    } finally {
      await buying.stop();
    }
    expect(buying.refused.filter(({ status, retryAfter }) => status !== 503 || retryAfter === null)).toEqual([]);
    expect(buying.slowest.ms).toBeLessThan(ANSWER_MAX_MS);
    for (const id of buying.taken) await customer.orderBecomes(id, 'completed');
  },
  TEST_TIMEOUT_MS,
);

test(
  'while too few replicas are in reach, what is written is not called done, and is found done later',
  async () => {
    const primary = await group.primary();
    const replicas = group.servers.filter((server) => server !== primary);
    await Promise.all(replicas.map((server) => server.signal('SIGSTOP')));
    const order = () =>
      customer.request<OrderView>(
        'POST',
        `${stack.urls.store}/orders`,
        { product_id: product.id, quantity: 1 },
        { 'idempotency-key': 'while-alone' },
      );
    const answer = await order();
    expect(answer.body).toMatchObject({ status: 503, type: 'urn:stockade:problem:not-confirmed' });
    expect(answer.headers.get('retry-after')).toBe('1');
    const ready = await fetch(`${stack.urls.store}/health/ready`);
    expect(await ready.json()).toMatchObject({
      status: 'unavailable',
      checks: { redis: expect.stringContaining('0 of 1 replicas') },
    });

    await Promise.all(replicas.map((server) => server.signal('SIGCONT')));
    await waitUntil(async () => (await order()).status === 201, { what: 'the order to be confirmed' });
    const { body } = await order();
    await customer.orderBecomes(body.order_id, 'completed');
  },
  TEST_TIMEOUT_MS,
);
