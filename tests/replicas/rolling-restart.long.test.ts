import { beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { makeKeys, type OrderView, type ProductView } from '@stockade/contracts';
import { SERVICE_NAMES, waitUntil, type ServiceName } from '@stockade/testing';
import { useShop } from '../shop.js';
import { startLoad, type Load } from './load.js';

/** Twelve processes start in turn beside a load, on a machine that may be busy. */
const TEST_TIMEOUT_MS = 600_000;
const SETTLED_DEADLINE_MS = 60_000;
const ROUNDS = 1;
const REPLICAS = [0, 1];
/** Answers between one restart and the next, so that each meets a load. */
const ORDERS_BETWEEN = 20;
jest.setTimeout(TEST_TIMEOUT_MS);

const keys = makeKeys();
const { redis, stack, admin } = useShop({
  storefront: {},
  replicas: { store: 2, warehouse: 2, refund: 2 },
  // As docker compose and npm start set it.
  env: { PAYMENT_DELAY_MS: '20', SHUTDOWN_DELAY_MS: '1000' },
});
let product: ProductView;
let orders = 0;

beforeAll(async () => {
  product = await admin.createProduct({ name: 'Lantern', price: 29.99, stock_quantity: 1_000_000 });
});
beforeEach(async () => {
  orders = await redis.client.zCard(keys.orders);
});

const start = (withoutKeys: boolean) =>
  startLoad({ gateway: stack.storefront?.url ?? '', account: stack.admin, productId: product.id, withoutKeys });

/** Works on each replica of each service in turn while the load goes on, and ends the load. */
async function eachReplicaInTurn(
  load: Load,
  rounds: number,
  work: (service: ServiceName, replica: number) => Promise<void>,
) {
  const untilMore = () => {
    const enough = load.orders.length + ORDERS_BETWEEN;
    return waitUntil(() => load.orders.length >= enough || load.failures.length > 0, { what: 'more orders' });
  };
  const turns = SERVICE_NAMES.flatMap((service) => REPLICAS.map((replica) => [service, replica] as const));
  try {
    for (const [service, replica] of Array.from({ length: rounds }, () => turns).flat()) {
      await untilMore();
      await work(service, replica);
    }
    await untilMore();
  } finally {
    await load.stop();
  }
}

/** Every acknowledged order is there and completed, and no other. */
async function expectNoneLost(load: Load): Promise<void> {
  expect(await redis.client.zCard(keys.orders)).toBe(orders + load.orders.length);
  expect(new Set(load.orders).size).toBe(load.orders.length);
  const open = async () => {
    const all = await admin.all<OrderView>(`${stack.urls.store}/orders`);
    return all.filter(({ status }) => status !== 'completed').length;
  };
  await waitUntil(async () => (await open()) === 0, { what: 'all to be completed', deadlineMs: SETTLED_DEADLINE_MS });
  const reserved = async () => Number(await redis.client.hGet(keys.stock(product.id), 'reserved'));
  const expected = orders + load.orders.length;
  await waitUntil(async () => (await reserved()) === expected, {
    what: 'all to be reserved',
    deadlineMs: SETTLED_DEADLINE_MS,
  });
}

describe('two replicas of each service behind the gateway, under load', () => {
  test('a rolling restart: no request fails, no order is lost, live updates go on', async () => {
    const load = await start(true);
    await eachReplicaInTurn(load, ROUNDS, async (service, replica) => {
      expect(await stack.process(service, replica).stop()).toEqual({ code: 0, signal: null });
      await stack.start(service, replica);
    });
    expect(load.failures).toEqual([]);
    for (const what of ['login', 'product', 'refunds', 'order', 'order with a key'])
      expect([what, load.answered[what]]).toEqual([what, expect.any(Number)]);
    expect(load.live().reconnects).toBeGreaterThan(1);
    expect(load.live().events).toBeGreaterThan(0);
    await expectNoneLost(load);
  });

  test('a kill of each in turn: what can be repeated is answered, and no order is placed twice', async () => {
    const load = await start(false);
    await eachReplicaInTurn(load, 1, async (service, replica) => {
      await stack.killNow(service, replica);
      await stack.start(service, replica);
    });
    expect(load.failures).toEqual([]);
    await expectNoneLost(load);
  });
});
