import { orderCompleted, orderPlaced, refundInitiated, type Keys } from '@stockade/contracts';
import { loadScript, oneOf, type Redis } from '@stockade/redis';
import type { Remedy } from './audit/finding.js';
import { readOrders, type OrderRecord } from './audit/order-record.js';

const announceAgain = loadScript(
  new URL('../src/lua/announce-again.lua', import.meta.url),
  oneOf('announced', 'moved-on'),
);
const listRecord = loadScript(
  new URL('../src/lua/list-record.lua', import.meta.url),
  oneOf('listed', 'present', 'gone'),
);
const listUser = loadScript(new URL('../src/lua/list-user.lua', import.meta.url), oneOf('listed', 'present', 'gone'));

/** The outcome of a repair; `unreadable`: the order cannot be read, and nothing was changed. */
export type RepairOutcome = 'announced' | 'moved-on' | 'listed' | 'present' | 'gone' | 'unreadable';

/** Applies the remedy of a finding to its order or user. Reads the order again first, and so does each script. */
export type Repair = (id: string, remedy: Remedy) => Promise<RepairOutcome>;

/** The source of repeated events, so that a log can tell them from the first ones. */
const EVENT_SOURCE = 'operations';

export function makeRepair(redis: Redis, keys: Keys): Repair {
  return async (id, remedy) => {
    if (remedy.kind === 'list-user') {
      const { users, userEmails } = keys.ofEmail(remedy.email);
      return listUser.run(redis, [keys.userByEmail(remedy.email), users, userEmails], [id, remedy.email]);
    }
    const [reading] = await readOrders(redis, keys, [id]);
    if (reading === undefined || 'unreadable' in reading) return 'unreadable';
    return remedy.kind === 'announce'
      ? announce(redis, keys, id, reading.record, remedy.event)
      : list(redis, keys, id, reading.record, remedy.index);
  };
}

type EventName = Extract<Remedy, { kind: 'announce' }>['event'];

async function announce(redis: Redis, keys: Keys, orderId: string, record: OrderRecord, event: EventName) {
  const { orderPlaced: placed, orderCompleted: completed, refundInitiated: initiated } = keys.of(orderId);
  const scriptKeys = [keys.order(orderId), keys.reservation(orderId), keys.refund(orderId)];
  const { customer_id, lines, subtotal, fee, total, currency, payment_method, trace } = record.order;
  const envelope = { source: EVENT_SOURCE, traceparent: trace?.traceparent };
  const data = { order_id: orderId, customer_id, lines, subtotal, fee, total, currency };
  switch (event) {
    case 'order-placed': {
      const { event: again } = orderPlaced.encode({ ...envelope, data: { ...data, payment_method } });
      // One that is cancelled may wait for its charge to be voided.
      const status = record.order.status === 'cancelled' ? 'cancelled' : 'pending';
      return announceAgain.run(redis, [...scriptKeys, placed], [status, '', orderId, again]);
    }
    case 'order-completed': {
      const { event: again } = orderCompleted.encode({ ...envelope, data });
      return announceAgain.run(redis, [...scriptKeys, completed], ['completed', '', orderId, again]);
    }
    case 'refund-initiated': {
      const short = await shortLines(redis, keys, record);
      const refund = {
        order_id: orderId,
        customer_id,
        total,
        currency,
        reason: 'insufficient_stock' as const,
        lines: short,
      };
      const { event: again } = refundInitiated.encode({ ...envelope, data: refund });
      return announceAgain.run(redis, [...scriptKeys, initiated], ['completed', 'rejected', orderId, again]);
    }
  }
}

/** The lost event named the stock available at the rejection; this one names what is available now, wherever it lies. */
function shortLines(redis: Redis, keys: Keys, { order }: OrderRecord) {
  return Promise.all(
    order.lines.map(async ({ product_id, quantity }) => {
      const pieces = await Promise.all(keys.stocks.map((place) => redis.hGet(place.stock(product_id), 'available')));
      const available = pieces.reduce((sum, piece) => sum + Number(piece), 0);
      return { product_id, requested: quantity, available: Math.max(0, available) };
    }),
  );
}

type IndexName = Extract<Remedy, { kind: 'list' }>['index'];

function list(redis: Redis, keys: Keys, orderId: string, { order }: OrderRecord, index: IndexName) {
  const customerId = order.customer_id;
  const places: Record<IndexName, [record: string, indexKey: string]> = {
    orders: [keys.order(orderId), keys.of(orderId).orders],
    customer: [keys.order(orderId), keys.ordersOfCustomer(customerId)],
    refunds: [keys.refund(orderId), keys.of(orderId).refunds],
    'refunds-customer': [keys.refund(orderId), keys.refundsOfCustomer(customerId)],
  };
  return listRecord.run(redis, places[index], [orderId, customerId]);
}
