import { beforeEach, describe, expect, test } from '@jest/globals';
import {
  flowsOf,
  keepTraceparent,
  makeKeys,
  newId,
  newTraceparent,
  orderCompleted,
  orderPlaced,
  parseTraceparent,
  type OrderView,
  type ProductView,
  type TracedOrderView,
} from '@stockade/contracts';
import { placedTextSchema } from '../services/store/src/order-record.js';
import { useServices } from './shop.js';

/** What an order may cost Redis more for its trace and its events. */
const TRACE_BYTES_MAX = 120;
const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const SENT = `00-${TRACE_ID}-b7ad6b7169203331-01`;

const { redis, admin, customer, store } = useServices({ env: { PAYMENT_DELAY_MS: '0' } });
const keys = makeKeys();
const flows = flowsOf(keys);
let product: ProductView;

beforeEach(async () => {
  product = await admin.createProduct({ name: 'Seal', price: 10, stock_quantity: 1 });
});

const place = (quantity: number, fields: Readonly<Record<string, string>>) =>
  customer.request<OrderView>('POST', store('/orders'), { product_id: product.id, quantity }, fields);
const traced = async (orderId: string) => {
  const { body } = await customer.request<TracedOrderView>('GET', store(`/orders/${orderId}`));
  return body;
};

/** By type, the ids of the entries about an order and the trace that they carry. */
async function entriesOf(orderId: string) {
  const found: { type: string; id: string; traceparent: string | undefined }[] = [];
  for (const { stream, event } of Object.values(flows)) {
    const entries = (await redis.client.xRange(stream, '-', '+')) ?? [];
    for (const { id, message } of entries)
      if (message['subject'] === orderId)
        found.push({ type: event.type, id, traceparent: event.decode(message).traceparent });
  }
  return found;
}

describe('the trace of a request', () => {
  test('is that of all events of its order, up to the refund, and is kept with the ids of their entries', async () => {
    const { status, headers, body } = await place(2, { traceparent: SENT });
    expect([status, headers.get('traceparent')]).toEqual([201, SENT]);
    await customer.orderBecomes(body.order_id, 'refunded');

    const entries = await entriesOf(body.order_id);
    expect(entries).toEqual(
      ['order-placed', 'order-completed', 'refund-initiated'].map((type) => ({
        type,
        id: expect.any(String),
        traceparent: SENT,
      })),
    );
    const order = await traced(body.order_id);
    expect(order.trace_id).toBe(TRACE_ID);
    expect(order.events).toEqual(
      entries.map(({ type, id }) => ({ type, id, at: new Date(Number(id.split('-')[0])).toISOString() })),
    );
  });

  test('that names no valid one begins at the store, and the order is placed', async () => {
    for (const sent of [undefined, `00-${'0'.repeat(32)}-b7ad6b7169203331-01`, 'x'.repeat(900)]) {
      const { status, headers, body } = await place(1, sent === undefined ? {} : { traceparent: sent });
      const begun = headers.get('traceparent') ?? '';
      expect([status, parseTraceparent(begun)]).toEqual([201, begun]);
      expect((await traced(body.order_id)).trace_id).toBe(begun.split('-')[1]);
    }
  });

  test('that is repeated under its key is answered with the trace of the order', async () => {
    const key = { 'idempotency-key': newId() };
    const first = await place(1, { ...key, traceparent: SENT });
    const again = await place(1, { ...key, traceparent: newTraceparent() });
    expect([again.status, again.headers.get('traceparent')]).toEqual([201, SENT]);
    expect(again.body).toEqual(first.body);
  });
});

test('costs Redis no more than its bound for an order that was refunded', async () => {
  const { body } = await place(2, { traceparent: SENT });
  await customer.orderBecomes(body.order_id, 'refunded');
  const usage = () => redis.client.memoryUsage(keys.order(body.order_id), { SAMPLES: 0 });
  const withTrace = (await usage()) ?? 0;
  await redis.client.hDel(keys.order(body.order_id), 'trace');
  const bytes = withTrace - ((await usage()) ?? 0);
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThanOrEqual(TRACE_BYTES_MAX);
});

describe('an order whose trace was lost', () => {
  const EMITTED = { source: 'store', data: {} };

  /** One that waits for its event. */
  async function orderWaiting(status: 'pending' | 'completed', trace: Record<string, string>) {
    const { body } = await place(2, {});
    await customer.orderBecomes(body.order_id, 'refunded');
    const copied = await redis.client.hGetAll(keys.order(body.order_id));
    const orderId = newId();
    for (const field of ['trace', 'refunded_at', ...(status === 'pending' ? ['completed_at'] : [])])
      delete copied[field];
    await redis.client.hSet(keys.order(orderId), { ...copied, status, ...trace });
    const { shipping_address: _, ...data } = placedTextSchema.parse(copied['placed']);
    return { ...EMITTED, data: { order_id: orderId, ...data } };
  }

  test('is handled with its event, and has none', async () => {
    const event = await orderWaiting('pending', {});
    const orderId = event.data.order_id;
    const fields = orderPlaced.encode(event);
    await redis.client.xAdd(keys.orderPlaced, '*', fields);
    await customer.orderBecomes(orderId, 'refunded');
    expect(await entriesOf(orderId)).toMatchObject(Array.from({ length: 3 }, () => ({ traceparent: undefined })));
    expect(await traced(orderId)).toMatchObject({ trace_id: null, events: [] });
  });

  test('in part keeps the events that come', async () => {
    const trace = `${keepTraceparent(SENT)}${Date.now()}-0`;
    const event = await orderWaiting('completed', { trace });
    const orderId = event.data.order_id;
    const gateway = { charged: String(event.data.total), refunded: '0', outcome: 'approved', currency: 'USD' };
    await redis.client.hSet(keys.gateway(orderId), gateway);
    await redis.client.xAdd(keys.orderCompleted, '*', orderCompleted.encode(event));
    await customer.orderBecomes(orderId, 'refunded');
    const { trace_id, events } = await traced(orderId);
    expect(trace_id).toBe(TRACE_ID);
    expect(events.map(({ type }) => type)).toEqual(['order-placed', 'refund-initiated']);
  });
});
