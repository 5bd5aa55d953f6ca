import { flowsOf, type Flows, type Keys, type OrderPlaced, type PartitionKeys } from '@stockade/contracts';
import type { PaymentGateway } from '@stockade/payment';
import { coalesce, listOf, loadScript, oneOf, type Confirmation, type Mark, type Redis } from '@stockade/redis';
import { firstAndLastId, type Delivery, type EachHandler, type Outcome } from '@stockade/streams';

const readStatuses = loadScript(
  new URL('../src/lua/read-statuses.lua', import.meta.url),
  listOf((status) => (typeof status === 'string' ? status : null)),
);
const completeOrders = loadScript(
  new URL('../src/lua/complete-order.lua', import.meta.url),
  listOf(oneOf('completed', 'duplicate', 'not-pending', 'cancelled')),
);
const failOrder = loadScript(
  new URL('../src/lua/fail-order.lua', import.meta.url),
  oneOf('failed', 'duplicate', 'not-pending'),
);
const dismissPlaced = loadScript(
  new URL('../src/lua/dismiss-placed.lua', import.meta.url),
  oneOf('dismissed', 'duplicate', 'pending'),
);

/** Orders per call of a script, because a call blocks Redis meanwhile. */
const ORDERS_PER_CALL_MAX = 128;

interface Dependencies {
  redis: Redis;
  keys: Keys;
  /** The partition whose orders are handled. */
  partition: PartitionKeys;
  confirmation: Confirmation;
  gateway: Pick<PaymentGateway, 'charge' | 'refund'>;
}

/**
 * Charges a placed order and completes or fails it. The gateway is called before the order changes, and remembers
 * charges by order id: after a crash in between, the next delivery gets the same answer and continues from there.
 *
 * The customer may cancel at any instant until the order is completed. Then the handler voids the charge before the
 * entry is acknowledged. The void also bars a later charge, because a second consumer may hold the same entry, frozen
 * just before its charge.
 *
 * What was read is confirmed before the gateway is called: else a failover could forget an order that was charged, or a
 * cancellation whose charge was barred.
 *
 * Each order waits for its own payment; calls to Redis for several orders are combined into one.
 */
export function makeOnOrderPlaced(dependencies: Dependencies): EachHandler<OrderPlaced> {
  const { redis, keys, partition, confirmation, gateway } = dependencies;
  const flows = flowsOf(partition);
  const { event: completion, writer: source } = flows.orderCompleted;
  const [group] = flows.orderPlaced.readers;
  const statusOf = coalesce<string, string | null>(
    (orderIds) => readStatuses.run(redis, orderIds.map(keys.order), []),
    ORDERS_PER_CALL_MAX,
  );
  const settleCompleted = coalesce(
    (completions: readonly Completion[]) => completeOrders.run(redis, ...describeBatch(keys, flows, completions)),
    ORDERS_PER_CALL_MAX,
  );

  async function handle(delivery: Delivery<OrderPlaced>, signal: AbortSignal): Promise<Outcome> {
    const { order_id: orderId, total: amount, currency, payment_method: paymentMethod } = delivery.event.data;
    const since = confirmation.mark();
    const status = await statusOf(orderId);
    if (status === null) return { dead: `there is no order ${orderId}` };
    if (status !== 'pending') return dismiss(delivery, status, since, signal);

    await confirmation.confirmed(since);
    const charge = await gateway.charge({ orderId, amount, currency, paymentMethod }, signal);
    switch (charge) {
      case 'declined':
        return fail(delivery);
      case 'approved':
        return complete(delivery, signal);
      case 'voided':
        return dismiss(delivery, 'cancelled', since, signal);
    }
  }

  async function complete(delivery: Delivery<OrderPlaced>, signal: AbortSignal): Promise<Outcome> {
    const { id, event } = delivery;
    const { payment_method: _, ...data } = event.data;
    const { event: completed } = completion.encode({ source, data, traceparent: event.traceparent });
    const since = confirmation.mark();
    const word = await settleCompleted({ id, orderId: data.order_id, completed });
    // While it was charged.
    if (word === 'cancelled') return dismiss(delivery, 'cancelled', since, signal);
    return word === 'completed' ? 'done' : 'duplicate';
  }

  async function fail({ stream, id, event }: Delivery<OrderPlaced>): Promise<Outcome> {
    const word = await failOrder.run(redis, [keys.order(event.data.order_id), stream], [group, id, String(Date.now())]);
    return word === 'failed' ? 'done' : 'duplicate';
  }

  async function dismiss(
    { stream, id, event }: Delivery<OrderPlaced>,
    status: string,
    since: Mark,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const orderId = event.data.order_id;
    if (status === 'cancelled') {
      await confirmation.confirmed(since);
      await gateway.refund(orderId, signal);
    }
    const word = await dismissPlaced.run(redis, [keys.order(orderId), stream], [group, id]);
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

/** A delivery whose order is paid, and the event that announces it. */
interface Completion {
  id: string;
  orderId: string;
  /** The event order-completed. */
  completed: string;
}

/** The keys and arguments of complete-order.lua for a batch. */
function describeBatch(
  keys: Keys,
  { orderPlaced, orderCompleted }: Flows,
  completions: readonly Completion[],
): [string[], string[]] {
  const scriptKeys = [orderPlaced.stream, orderCompleted.stream];
  const args = [orderPlaced.readers[0], String(Date.now()), ...firstAndLastId(completions)];
  for (const { id, orderId, completed } of completions) {
    scriptKeys.push(keys.order(orderId));
    args.push(id, orderId, completed);
  }
  return [scriptKeys, args];
}
