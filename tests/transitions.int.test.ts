import { beforeEach, describe, expect, test } from '@jest/globals';
import {
  canMove,
  flowsOf,
  makeKeys,
  newId,
  ORDER_STATUSES,
  type ChargeOutcome,
  type OrderStatus,
} from '@stockade/contracts';
import { makeSimulatedGateway } from '@stockade/payment';
import { NO_CONFIRMATION } from '@stockade/redis';
import { usePrivateRedis } from '@stockade/testing';
import { makeOrders } from '../services/store/src/order-queries.js';
import { makeOnRefundInitiated } from '../services/refund/src/on-refund-initiated.js';
import { makeOnOrderPlaced } from '../services/store/src/on-order-placed.js';
import { deliverPlaced, deliverRefund, ORDER_TOTAL_MINOR } from './emit.js';
/** When the orders of a test moved for the last time. */
let movedAt = 0;

const redis = usePrivateRedis({ appendfsync: 'everysec' });
const keys = makeKeys();
const { signal } = new AbortController();
async function orderIn(status: OrderStatus): Promise<string> {
  const orderId = newId();
  const moved = status === 'completed' && { completed_at: movedAt };
  await redis.client.hSet(keys.order(orderId), { status, created_at: movedAt, ...moved });
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
  await makeOnOrderPlaced({
    redis: redis.client,
    keys,
    partition: keys,
    confirmation: NO_CONFIRMATION,
    gateway,
  }).handle(delivery, signal);
  return orderId;
}

async function refund(from: OrderStatus): Promise<string> {
  const orderId = await orderIn(from);
  const gateway = makeSimulatedGateway({ redis: redis.client, keys });
  await gateway.charge({ orderId, amount: ORDER_TOTAL_MINOR, currency: 'USD', paymentMethod: 'pm' }, signal);
  const delivery = await deliverRefund(redis.client, orderId);
  const [outcome] = await makeOnRefundInitiated({
    redis: redis.client,
    keys,
    partition: keys,
    confirmation: NO_CONFIRMATION,
    gateway,
  }).handle([delivery], signal);
  // What a consumer does with it besides making it a dead letter.
  if (typeof outcome === 'object')
    await redis.client.xAck(delivery.stream, flowsOf(makeKeys()).refundInitiated.readers[0], delivery.id);
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

beforeEach(async () => {
  movedAt = Date.now();
  await redis.flush();
});

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

    test('gives it no earlier time than the move before it, whatever the clock of its host says', async () => {
      const from = ORDER_STATUSES.find((status) => canMove(status, to)) ?? 'pending';
      const [ahead, behind] = [Date.now() + 600_000, Date.now() - 600_000];
      for (const before of [ahead, behind]) {
        movedAt = before;
        const orderId = await MOVES[to](from);
        const at = await redis.client.hGet(keys.order(orderId), `${to}_at`);
        if (before === ahead) expect(Number(at)).toBe(ahead);
        else expect(Number(at)).toBeGreaterThan(behind + 500_000);
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

test('an order whose money cannot be given back now is tried again, and it is told why', async () => {
  const orderId = await orderIn('completed');
  const delivery = await deliverRefund(redis.client, orderId);
  const away = new Error('the provider is away');
  const gateway = {
    ...makeSimulatedGateway({ redis: redis.client, keys }),
    refund: () => Promise.reject(away),
  };
  const dependencies = { redis: redis.client, keys, partition: keys, confirmation: NO_CONFIRMATION, gateway };
  expect(await makeOnRefundInitiated(dependencies).handle([delivery], signal)).toEqual([{ retry: away }]);
});
