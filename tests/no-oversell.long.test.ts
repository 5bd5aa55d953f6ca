import { beforeAll, describe, expect, test } from '@jest/globals';
import { flowsOf, makeKeys, type OrderView, type RefundView } from '@stockade/contracts';
import { waitUntil } from '@stockade/testing';
import { newCustomer, type Client } from './client.js';
import { useShop } from './shop.js';

const CLIENTS = 50;
const ORDERS_PER_CLIENT = 40;
const STOCK = 1_000;

const { redis, stack, admin } = useShop({ env: { PAYMENT_DELAY_MS: '5', CONSUMER_MIN_IDLE_MS: '2000' } });
const keys = makeKeys();
const FLOWS = Object.values(flowsOf(keys));
let customers: Client[];

beforeAll(async () => {
  customers = await Promise.all(Array.from({ length: CLIENTS }, () => newCustomer(stack)));
});

async function orderOne(customer: Client, productId: string): Promise<string> {
  const { order_id } = await customer.placeOrder({ product_id: productId, quantity: 1 });
  return order_id;
}

/** All clients order one piece at a time, as fast as they are answered; resolves with the ids of the accepted orders. */
async function orderAtOnce(productId: string, ordersPerClient = ORDERS_PER_CLIENT): Promise<string[]> {
  const ids = await Promise.all(
    customers.map(async (customer) => {
      const accepted: string[] = [];
      for (let i = 0; i < ordersPerClient; i++) accepted.push(await orderOne(customer, productId));
      return accepted;
    }),
  );
  return ids.flat();
}

async function allAtRest(): Promise<void> {
  const busy = async () => {
    const infos = await Promise.all(FLOWS.map(({ stream }) => redis.client.xInfoGroups(stream)));
    return infos.flat().filter(({ pending, lag }) => pending > 0 || lag !== 0);
  };
  await waitUntil(async () => (await busy()).length === 0, {
    what: 'all streams to be read and acknowledged',
    deadlineMs: 40_000,
    intervalMs: 100,
  });
}

/** What must hold of exactly these orders, looked at through HTTP and, order by order, in the warehouse's and the gateway's books. */
async function expectExactlyTheStockSold(productId: string, orderIds: readonly string[]): Promise<void> {
  const mine = new Set(orderIds);
  const orders = (await admin.all<OrderView>(`${stack.urls.store}/orders`)).filter(({ order_id }) =>
    mine.has(order_id),
  );
  const refunds = new Map(
    (await admin.all<RefundView>(`${stack.urls.refund}/refunds`)).map((refund) => [refund.order_id, refund]),
  );
  expect(orders).toHaveLength(CLIENTS * ORDERS_PER_CLIENT);

  const reservations = await Promise.all(
    orderIds.map(async (id) => [id, await redis.client.hGet(keys.reservation(id), 'outcome')] as const),
  );
  const outcome = new Map(reservations);
  const broken = orders.filter(({ order_id, status, total }) => {
    if (status === 'completed') return outcome.get(order_id) !== 'reserved' || refunds.has(order_id);
    return status !== 'refunded' || outcome.get(order_id) !== 'rejected' || refunds.get(order_id)?.amount !== total;
  });
  expect(broken).toEqual([]);
  expect(orders.filter(({ status }) => status === 'completed')).toHaveLength(STOCK);
  expect(orders.filter(({ status }) => status === 'refunded')).toHaveLength(CLIENTS * ORDERS_PER_CLIENT - STOCK);

  expect(await redis.client.hGetAll(keys.stock(productId))).toEqual({
    available: '0',
    reserved: String(STOCK),
    received: String(STOCK),
  });
  for (const stream of [keys.orderPlaced, keys.orderCompleted, keys.refundInitiated])
    expect(await redis.client.exists(`${stream}:dead`)).toBe(0);
  await expectGatewayToAgree(orders);
}

async function expectGatewayToAgree(orders: readonly OrderView[]): Promise<void> {
  const wrong = await Promise.all(
    orders.map(async ({ order_id, status, total }) => {
      const [charged, refunded] = await redis.client.hmGet(keys.gateway(order_id), ['charged', 'refunded']);
      const net = Number(charged) - Number(refunded);
      return net === (status === 'completed' ? Math.round(total * 100) : 0) ? [] : [order_id];
    }),
  );
  expect(wrong.flat()).toEqual([]);
}

describe('2,000 orders by 50 clients for a stock of 1,000', () => {
  test('sell exactly 1,000, refund exactly 1,000, and leave nothing pending', async () => {
    const { id } = await admin.createProduct({ name: 'Rush', price: 10, stock_quantity: STOCK });
    const orderIds = await orderAtOnce(id);
    await allAtRest();
    await expectExactlyTheStockSold(id, orderIds);
  });

  test('end the same when the warehouse is killed in the middle and started again', async () => {
    const { id } = await admin.createProduct({ name: 'Rush', price: 10, stock_quantity: STOCK });
    const reserved = async () => Number(await redis.client.hGet(keys.stock(id), 'reserved'));
    const orderIds: string[] = [];
    // In two waves: while the warehouse comes back, a machine that is fast enough takes all orders that there are.
    for (const ordersPerClient of [10, ORDERS_PER_CLIENT - 10]) {
      const killAt = (await reserved()) + 50;
      const ordering = orderAtOnce(id, ordersPerClient);
      await waitUntil(async () => (await reserved()) >= killAt, {
        what: `${killAt} reservations`,
        deadlineMs: 30_000,
        intervalMs: 1,
      });
      await stack.killNow('warehouse');
      expect(await reserved()).toBeLessThan(STOCK);
      await stack.start('warehouse');
      orderIds.push(...(await ordering));
      await allAtRest();
    }
    await expectExactlyTheStockSold(id, orderIds);
  });
});
