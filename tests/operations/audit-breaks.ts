import { keepTraceparent, makeKeys, newTraceparent } from '@stockade/contracts';
import type { Rule } from '@stockade/operations';
import type { Redis } from '@stockade/redis';
import { changePlaced, readPlaced } from '../placed.js';
import type { World } from './audit-world.js';

/** Whose rule is broken. */
type Where = keyof Omit<World, 'system'>;
type Damage = (redis: Redis, world: World) => Promise<unknown>;

const keys = makeKeys();
const { order, reservation, refund, gateway, stock } = keys;
const set = (redis: Redis, key: string, fields: Record<string, string | number>) => redis.hSet(key, fields);

/** One record damaged, for every rule, and every way to break it that differs. */
export const BREAKS: readonly [what: string, rule: Rule, where: Where, damage: Damage][] = [
  ['an order is gone', 'order-readable', 'failed', (redis, w) => redis.del([order(w.failed), gateway(w.failed)])],
  ['an unknown status', 'order-readable', 'failed', (redis, w) => set(redis, order(w.failed), { status: 'lost' })],
  [
    'an amount that is none',
    'order-readable',
    'failed',
    (redis, w) => changePlaced(redis, order(w.failed), { total: 12.5 }),
  ],
  [
    'lines that are none',
    'order-readable',
    'failed',
    (redis, w) => changePlaced(redis, order(w.failed), { lines: '[{' }),
  ],
  [
    'a reservation that says nothing',
    'order-readable',
    'failed',
    (redis, w) => set(redis, reservation(w.failed), { outcome: 'maybe' }),
  ],
  [
    'a book without amounts',
    'order-readable',
    'failed',
    (redis, w) => set(redis, gateway(w.failed), { charged: 'much' }),
  ],
  [
    'a time of a move that it never made',
    'order-timeline',
    'failed',
    (redis, w) => set(redis, order(w.failed), { cancelled_at: 5 }),
  ],
  [
    'a move without its time',
    'order-timeline',
    'reserved',
    (redis, w) => redis.hDel(order(w.reserved), 'completed_at'),
  ],
  [
    'refunded without being completed',
    'order-timeline',
    'refunded',
    (redis, w) => redis.hDel(order(w.refunded), 'completed_at'),
  ],
  [
    'an event that it never caused',
    'order-events',
    'failed',
    (redis, w) => set(redis, order(w.failed), { trace: `${keepTraceparent(newTraceparent())}5-0c1-0` }),
  ],
  [
    'an event of a refund that it never had',
    'order-events',
    'reserved',
    async (redis, w) => set(redis, order(w.reserved), { trace: `${await redis.hGet(order(w.reserved), 'trace')}r9-0` }),
  ],
  ['a trace that is none', 'order-readable', 'failed', (redis, w) => set(redis, order(w.failed), { trace: 'p5-0' })],
  [
    'a subtotal that is not that of the lines',
    'order-total',
    'failed',
    (redis, w) => changePlaced(redis, order(w.failed), { subtotal: 1, fee: 0, total: 1 }),
  ],
  [
    'a total that is not the sum',
    'order-total',
    'failed',
    (redis, w) => changePlaced(redis, order(w.failed), { fee: 1 }),
  ],
  [
    'a reservation of a cancelled order',
    'unpaid-settled',
    'cancelled',
    (redis, w) => set(redis, reservation(w.cancelled), { outcome: 'rejected', lines: '[]', at: 1 }),
  ],
  [
    'a refund of a failed order',
    'unpaid-settled',
    'failed',
    async (redis, w) => {
      await copy(redis, refund(w.refunded), refund(w.failed));
      await set(redis, refund(w.failed), { amount: (await readPlaced(redis, order(w.failed))).total });
      const { customer_id: customer } = await readPlaced(redis, order(w.failed));
      for (const index of [keys.refunds, keys.refundsOfCustomer(customer)])
        await redis.zAdd(index, { score: 0, value: w.failed });
    },
  ],
  [
    'a refunded order that nobody decided',
    'reserved-xor-refunded',
    'refunded',
    (redis, w) => redis.del(reservation(w.refunded)),
  ],
  [
    'other lines held than ordered',
    'reservation-lines',
    'refunded',
    (redis, w) =>
      set(redis, reservation(w.refunded), { lines: JSON.stringify([{ product_id: w.product, quantity: 8 }]) }),
  ],
  ['no refund record', 'refund-record', 'refunded', (redis, w) => redis.del(refund(w.refunded))],
  ['a refund of too much', 'refund-record', 'refunded', (redis, w) => redis.hIncrBy(refund(w.refunded), 'amount', 1)],
  [
    'a refund in another currency',
    'refund-record',
    'refunded',
    (redis, w) => set(redis, refund(w.refunded), { currency: 'EUR' }),
  ],
  ['a completed order that was not charged', 'gateway-net', 'reserved', (redis, w) => redis.del(gateway(w.reserved))],
  [
    'a completed order that was charged too much',
    'gateway-net',
    'reserved',
    (redis, w) => redis.hIncrBy(gateway(w.reserved), 'charged', 1),
  ],
  [
    'a failed order that was charged',
    'gateway-net',
    'failed',
    (redis, w) => set(redis, gateway(w.failed), { charged: 5 }),
  ],
  [
    'a cancelled order whose charge was never voided',
    'gateway-net',
    'cancelled',
    (redis, w) => set(redis, gateway(w.cancelled), { charged: 5 }),
  ],
  [
    'a refunded order whose money was kept',
    'gateway-net',
    'refunded',
    (redis, w) => set(redis, gateway(w.refunded), { refunded: 0 }),
  ],
  [
    'a pending order whose charge is another amount',
    'gateway-net',
    'pending',
    (redis, w) => set(redis, gateway(w.pending), { charged: 5, refunded: 0 }),
  ],
  ['an announcement that is gone', 'stuck-pending', 'pending', (redis) => redis.xTrim(keys.orderPlaced, 'MAXLEN', 0)],
  [
    'an order that its customer cannot see',
    'index-customer',
    'reserved',
    async (redis, w) => unlist(redis, keys.ordersOfCustomer, w.reserved),
  ],
  ['a refund that nobody can see', 'index-refunds', 'refunded', (redis, w) => redis.zRem(keys.refunds, w.refunded)],
  [
    'a refund that its customer cannot see',
    'index-refunds-customer',
    'refunded',
    async (redis, w) => unlist(redis, keys.refundsOfCustomer, w.refunded),
  ],
  ['an order that nobody can see', 'index-orders', 'failed', (redis, w) => redis.zRem(keys.orders, w.failed)],
  ['a product without stock', 'stock-readable', 'product', (redis, w) => redis.del(stock(w.product))],
  [
    'stock that came from nowhere',
    'stock-balance',
    'product',
    (redis, w) => redis.hIncrBy(stock(w.product), 'available', 1),
  ],
  [
    'stock that is sold twice',
    'stock-balance',
    'product',
    (redis, w) => set(redis, stock(w.product), { available: -1, received: 1 }),
  ],
  [
    'stock that is held by nobody',
    'stock-reserved',
    'product',
    (redis, w) => set(redis, stock(w.product), { available: 0, reserved: 5 }),
  ],
  ['an entry that stays pending', 'pending-long', 'pending', (_, w) => w.system.stream('placed').read(1)],
];

async function copy(redis: Redis, from: string, to: string): Promise<void> {
  await redis.copy(from, to);
}

async function unlist(redis: Redis, index: (customerId: string) => string, orderId: string): Promise<void> {
  const { customer_id: customer } = await readPlaced(redis, order(orderId));
  await redis.zRem(index(customer), orderId);
}
