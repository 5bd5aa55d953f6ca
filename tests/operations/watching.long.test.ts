import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { makeKeys, type HistoryView, type OrderView, type OverviewView, type ProductView } from '@stockade/contracts';
import { audit, AUDIT_DEFAULTS, type Finding } from '@stockade/operations';
import { openEventSource, startStack, usePrivateRedis, waitUntil, type Member, type Stack } from '@stockade/testing';
import { RECORD_CHARACTERS, RINGS } from '../../services/operations/src/history/rings.js';
import { cpuTimeOf } from '../../bench/cpu-time.mjs';
import { logInAsAdmin, newCustomer, tokenOf, type Client } from '../client.js';
import { makeRedisUsers, urlFor } from '../redis-users/rights.js';

const TEST_TIMEOUT_MS = 120_000;
jest.setTimeout(TEST_TIMEOUT_MS);
const PARTITIONS = 3;
const BUYERS = 4;
const VIEWERS = 5;
const KILLS = 2;
const ORDERS_MIN = 100;
const LOOK_MS = 5_000;
/** Of a core. It is below 1 % on a quiet machine; the rest is for a busy one. */
const CPU_SHARE_MAX = 0.04;
const MICROSECONDS_PER_MS = 1_000;

const keys = makeKeys(PARTITIONS);
const redis = usePrivateRedis();
let stack: Stack;
let admin: Client;
let product: ProductView;

beforeAll(async () => {
  await makeRedisUsers(redis.client, PARTITIONS);
  stack = await startStack({
    redisUrl: (service) => urlFor(service, redis.url),
    env: { PARTITIONS: String(PARTITIONS), PAYMENT_DELAY_MS: '20' },
    operations: { REDIS_URL: urlFor('operations', redis.url) },
  });
  admin = await logInAsAdmin(stack);
  product = await admin.createProduct({ name: 'Rope', price: 1, stock_quantity: 1_000_000 });
}, TEST_TIMEOUT_MS);
afterAll(() => stack?.stop());

function operations(): Member {
  if (stack.operations === undefined) throw new Error('it was asked for');
  return stack.operations;
}
const overview = async () => (await admin.request<OverviewView>('GET', `${operations().url}/ops/overview`)).body;

/** Customers who order one after the other. */
async function startBuying() {
  const taken: string[] = [];
  const refused: number[] = [];
  const stopping = new AbortController();
  const customers = await Promise.all(Array.from({ length: BUYERS }, () => newCustomer(stack)));
  const buyers = customers.map(async (customer) => {
    while (!stopping.signal.aborted) {
      const order = { product_id: product.id, quantity: 1 };
      const { status, body } = await customer.request<OrderView>('POST', `${stack.urls.store}/orders`, order);
      if (status === 201) taken.push(body.order_id);
      else refused.push(status);
    }
  });
  return {
    taken,
    refused,
    async stop() {
      stopping.abort();
      await Promise.all(buyers);
    },
  };
}

async function findings(): Promise<Finding[]> {
  const found: Finding[] = [];
  await audit(redis.client, keys, {
    ...AUDIT_DEFAULTS,
    gateway: true,
    onProgress: () => {},
    onFinding: async (finding) => void found.push(finding),
  });
  return found;
}

/** How much of a core the operations service takes while nothing else is asked of it than now. */
async function cpuShare(): Promise<number> {
  const { pid } = operations().process();
  const [before, startedAt] = [cpuTimeOf(pid), performance.now()];
  await waitUntil(() => performance.now() - startedAt > LOOK_MS, { what: 'some seconds', deadlineMs: 2 * LOOK_MS });
  return (cpuTimeOf(pid) - before) / MICROSECONDS_PER_MS / (performance.now() - startedAt);
}

test('orders go on as ever while the operations service watches, is killed, and has a full history (G8)', async () => {
  const [home] = keys.partitions;
  for (const { name, slots } of RINGS)
    await redis.client.set(home?.opsHistory(name) ?? '', 'A'.repeat(slots * RECORD_CHARACTERS));
  const idle = await cpuShare();
  const token = await tokenOf(stack, stack.admin.email, stack.admin.password);
  const watch = () => openEventSource(`${operations().url}/ops/events`, { authorization: `Bearer ${token}` });

  const buying = await startBuying();
  const shares: number[] = [];
  for (let i = 0; i < KILLS; i++) {
    const viewers = await Promise.all(Array.from({ length: VIEWERS }, watch));
    const told = () => viewers.every(({ events }) => events.some(({ event }) => event === 'entry'));
    await waitUntil(told, { what: 'entries to be shown' });
    shares.push(await cpuShare());
    await operations().killNow();
    await waitUntil(() => viewers.every((viewer) => viewer.end() === 'broken'), { what: 'the viewers to notice' });
    const before = buying.taken.length;
    await waitUntil(() => buying.taken.length > before + ORDERS_MIN, { what: 'orders without it', deadlineMs: 20_000 });
    await operations().start();
  }
  const seen = await waitUntil(
    async () => {
      const now = await overview();
      return now.placed_to_paid.orders > 0 && now;
    },
    { what: 'orders to be seen again' },
  );
  await buying.stop();
  expect(seen.streams.map(({ partitions }) => partitions.length)).toEqual([PARTITIONS, PARTITIONS, PARTITIONS]);
  expect(buying.refused).toEqual([]);
  const open = async () => {
    const statuses = await Promise.all(buying.taken.map((id) => redis.client.hGet(keys.order(id), 'status')));
    return statuses.filter((status) => status !== 'completed');
  };
  await waitUntil(async () => (await open()).length === 0, { what: 'all orders to be completed', deadlineMs: 20_000 });
  expect(await findings()).toEqual([]);

  const { body } = await admin.request<HistoryView>('GET', `${operations().url}/ops/history?series=order-placed.rate`);
  const rates = body.series[0]?.values ?? [];
  expect(rates.filter((rate) => rate !== null && rate > 0).length).toBeGreaterThan(LOOK_MS / 1_000);
  expect(rates.at(0)).toBeNull();
  const refusals = (await redis.client.aclLog()).map(
    ({ username, reason, object }) => `${username} ${reason} ${object}`,
  );
  expect(refusals).toEqual([]);
  process.stdout.write(
    `operations of a core: idle ${idle}, loaded ${shares.join(' ')}, ${buying.taken.length} orders\n`,
  );
  expect(Math.max(idle, ...shares)).toBeLessThan(CPU_SHARE_MAX);
});
