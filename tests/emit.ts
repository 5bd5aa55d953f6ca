import { flowsOf, makeKeys, newId, type EntryFields, type EventKind, type Flow } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import type { Delivery } from '@stockade/streams';

export const ORDER_TOTAL_MINOR = 1_200;

const { orderPlaced, orderCompleted, refundInitiated } = flowsOf(makeKeys());

/** The payload of an order of one line, as the store would announce it. */
function orderData(orderId: string, productId = newId(), quantity = 1) {
  return {
    order_id: orderId,
    customer_id: newId(),
    lines: [{ product_id: productId, name: 'Lamp', quantity, price: 1_000 }],
    subtotal: 1_000,
    fee: 200,
    total: ORDER_TOTAL_MINOR,
    currency: 'USD',
  };
}

export function deliverPlaced(redis: Redis, orderId: string, paymentMethod = 'pm_card_visa') {
  const fields = orderPlaced.event.encode({
    source: 'store',
    data: { ...orderData(orderId), payment_method: paymentMethod },
  });
  return deliver(redis, orderPlaced, fields);
}

export function deliverCompleted(redis: Redis, orderId: string, productId: string, quantity = 1) {
  const fields = orderCompleted.event.encode({ source: 'store', data: orderData(orderId, productId, quantity) });
  return deliver(redis, orderCompleted, fields);
}

export function deliverRefund(redis: Redis, orderId: string) {
  const lines = [{ product_id: newId(), requested: 1, available: 0 }];
  const data = { ...orderData(orderId), reason: 'insufficient_stock' as const, lines };
  const fields = refundInitiated.event.encode({ source: 'warehouse', data });
  return deliver(redis, refundInitiated, fields);
}

/** Emits an event, reads it as a consumer of the group, and answers what a handler takes. */
async function deliver<Data>(
  redis: Redis,
  { stream, event, readers: [group] }: Flow<EventKind<Data>>,
  fields: EntryFields,
) {
  await redis.xGroupCreate(stream, group, '0', { MKSTREAM: true }).catch((error: unknown) => {
    if (!String(error).includes('BUSYGROUP')) throw error;
  });
  const id = await redis.xAdd(stream, '*', fields);
  await redis.xReadGroup(group, 'test', { key: stream, id: '>' });
  return { stream, id, deliveries: 1, event: event.decode(fields) } satisfies Delivery<unknown>;
}
