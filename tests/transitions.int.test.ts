import { beforeEach, describe, expect, test } from '@jest/globals';
import { canMove, makeKeys, newId, ORDER_STATUSES, type OrderStatus } from '@stockade/contracts';
import { makeSimulatedGateway, type ChargeOutcome } from '@stockade/payment';
import { usePrivateRedis } from '@stockade/testing';
import { makeOnRefundInitiated } from '../services/refund/src/on-refund-initiated.js';
import { makeOnOrderPlaced } from '../services/store/src/on-order-placed.js';
import { makeOrders } from '../services/store/src/orders.js';
import { deliverPlaced, deliverRefund, ORDER_TOTAL_MINOR } from './emit.js';

const redis = usePrivateRedis({ appendfsync: 'everysec' });
const keys = makeKeys();
const { signal } = new AbortController();
async function orderIn(status: OrderStatus): Promise<string> {
  const orderId = newId();
  await redis.client.hSet(keys.order(orderId), { status, total: String(ORDER_TOTAL_MINOR) });
  return orderId;
}

/** What the payment gateway answers, and whether the order had just that status or took it while the gateway was asked. */
async function pay(from: OrderStatus, answer: ChargeOutcome): Promise<string> {
  const orderId = await orderIn('pending');
  const gateway = {
    refund: async () => 0,
    charge: async () => {
      await redis.client.hSet(keys.order(orderId), { status: from });
      return answer;
    },
  };
  const delivery = await deliverPlaced(redis.client, orderId);
  await makeOnOrderPlaced({ redis: redis.client, keys, gateway }).handle(delivery, signal);
  return orderId;
}

async function refund(from: OrderStatus): Promise<string> {
  const orderId = await orderIn(from);
  const gateway = makeSimulatedGateway({ redis: redis.client, keys });
  await gateway.charge({ orderId, amount: ORDER_TOTAL_MINOR, currency: 'USD', paymentMethod: 'pm' }, signal);
  const delivery = await deliverRefund(redis.client, orderId);
  await makeOnRefundInitiated({ redis: redis.client, keys, gateway }).handle([delivery], signal);
  return orderId;
}

async function cancel(from: OrderStatus): Promise<string> {
  const orderId = await orderIn(from);
  await makeOrders(redis.client, keys).cancel(orderId);
  return orderId;
}

/** Every script that moves an order, by the status that it moves to. */
const MOVES: Record<Exclude<OrderStatus, 'pending'>, (from: OrderStatus) => Promise<string>> = {
  completed: (from) => pay(from, 'approved'),
  failed: (from) => pay(from, 'declined'),
  cancelled: cancel,
  refunded: refund,
};

beforeEach(() => redis.flush());

describe.each(['completed', 'failed', 'cancelled', 'refunded'] as const)(
  'the script that moves an order to %s',
  (to) => {
    test.each(ORDER_STATUSES)('from %s does what the table of states says', async (from) => {
      const orderId = await MOVES[to](from);
      const order = await redis.client.hGetAll(keys.order(orderId));
      const legal = canMove(from, to);
      expect(order['status']).toBe(legal ? to : from);
      expect(`${to}_at` in order).toBe(legal);
    });

    test('announces the move when, and only when, it happened', async () => {
      for (const from of ORDER_STATUSES) {
        await redis.flush();
        await MOVES[to](from);
        expect(await redis.client.xLen(keys.orderCompleted)).toBe(to === 'completed' && from === 'pending' ? 1 : 0);
      }
    });

    test('leaves nothing pending', async () => {
      for (const from of ORDER_STATUSES) {
        await redis.flush();
        await MOVES[to](from);
        expect(await pendingEntries()).toBe(0);
      }
    });
  },
);

async function pendingEntries(): Promise<number> {
  const infos = [keys.orderPlaced, keys.refundInitiated].map(async (stream) =>
    (await redis.client.exists(stream)) === 1 ? redis.client.xInfoGroups(stream) : [],
  );
  return (await Promise.all(infos)).flat().reduce((sum, { pending }) => sum + pending, 0);
}
