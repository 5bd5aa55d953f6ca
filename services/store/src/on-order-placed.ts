import { GROUPS, orderCompleted, type Keys, type OrderPlaced } from '@stockade/contracts';
import type { PaymentGateway } from '@stockade/payment';
import { loadScript, oneOf, type Redis } from '@stockade/redis';
import type { Delivery, EachHandler, Outcome } from '@stockade/streams';

const completeOrder = loadScript(
  new URL('../src/lua/complete-order.lua', import.meta.url),
  oneOf('completed', 'duplicate', 'not-pending', 'cancelled'),
);
const failOrder = loadScript(
  new URL('../src/lua/fail-order.lua', import.meta.url),
  oneOf('failed', 'duplicate', 'not-pending'),
);
const dismissPlaced = loadScript(
  new URL('../src/lua/dismiss-placed.lua', import.meta.url),
  oneOf('dismissed', 'duplicate', 'pending'),
);

interface Dependencies {
  redis: Redis;
  keys: Keys;
  gateway: PaymentGateway;
}

/**
 * Has a placed order paid and completes or fails it. The gateway is asked before the order moves, and both remember
 * by order id: after a crash in between, the next delivery gets the same answer and goes on from there.
 *
 * The customer may cancel at any instant until the order is completed. Then whatever was charged is voided before the
 * entry is acknowledged. The void also bars a later charge, because a second consumer may hold the same entry, asleep
 * just in front of its charge.
 */
export function makeOnOrderPlaced({ redis, keys, gateway }: Dependencies): EachHandler<OrderPlaced> {
  async function handle(delivery: Delivery<OrderPlaced>, signal: AbortSignal): Promise<Outcome> {
    const { order_id: orderId, total: amount, currency, payment_method: paymentMethod } = delivery.event.data;
    const status = await redis.hGet(keys.order(orderId), 'status');
    if (status === null) return { dead: `there is no order ${orderId}` };
    if (status !== 'pending') return dismiss(delivery, status, signal);

    const charge = await gateway.charge({ orderId, amount, currency, paymentMethod }, signal);
    switch (charge) {
      case 'declined':
        return fail(delivery);
      case 'approved':
        return (await complete(delivery)) ?? dismiss(delivery, 'cancelled', signal);
      case 'voided':
        return dismiss(delivery, 'cancelled', signal);
    }
  }

  /** Null when the order was cancelled while it was charged. */
  async function complete({ stream, id, event }: Delivery<OrderPlaced>): Promise<Outcome | null> {
    const { payment_method: _, ...data } = event.data;
    const completed = orderCompleted.encode({ source: 'store', data, traceparent: event.traceparent });
    const word = await completeOrder.run(
      redis,
      [keys.order(data.order_id), stream, keys.orderCompleted],
      [GROUPS.store, id, String(Date.now()), ...completed],
    );
    if (word === 'cancelled') return null;
    return word === 'completed' ? 'done' : 'duplicate';
  }

  async function fail({ stream, id, event }: Delivery<OrderPlaced>): Promise<Outcome> {
    const word = await failOrder.run(
      redis,
      [keys.order(event.data.order_id), stream],
      [GROUPS.store, id, String(Date.now())],
    );
    return word === 'failed' ? 'done' : 'duplicate';
  }

  async function dismiss(
    { stream, id, event }: Delivery<OrderPlaced>,
    status: string,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const orderId = event.data.order_id;
    if (status === 'cancelled') await gateway.refund(orderId, signal);
    const word = await dismissPlaced.run(redis, [keys.order(orderId), stream], [GROUPS.store, id]);
    switch (word) {
      case 'dismissed':
        return 'done';
      case 'duplicate':
        return 'duplicate';
      case 'pending':
        return { dead: `the gateway has voided order ${orderId}, which is still pending` };
    }
  }

  return { kind: 'each', handle };
}
