import { flowsOf, type Keys, type PartitionKeys, type RefundInitiated } from '@stockade/contracts';
import type { PaymentGateway } from '@stockade/payment';
import { listOf, loadScript, oneOf, type Confirmation, type Redis } from '@stockade/redis';
import { firstAndLastId, type BatchHandler, type Delivery, type Outcome } from '@stockade/streams';

const settleRefund = loadScript(
  new URL('../src/lua/settle-refund.lua', import.meta.url),
  listOf(oneOf('refunded', 'duplicate', 'not-completed')),
);

interface Dependencies {
  redis: Redis;
  keys: Keys;
  /** The partition whose orders are handled. */
  partition: PartitionKeys;
  confirmation: Confirmation;
  gateway: PaymentGateway;
}

/**
 * Gives the money back and then marks the orders as refunded, a batch in one script call. The gateway is called first
 * and remembers refunds by order id: after a crash in between, the repeated call moves no money. Before the call the
 * handler reads the order: only a completed order is refunded, whatever an entry says. What it has read is confirmed first,
 * since no failover may bring back an order whose money is gone.
 */
export function makeOnRefundInitiated({
  redis,
  keys,
  partition,
  confirmation,
  gateway,
}: Dependencies): BatchHandler<RefundInitiated> {
  /** Null when the gateway has given back the whole charge, now or before. */
  async function giveBack({ event }: Delivery<RefundInitiated>, signal: AbortSignal): Promise<Outcome | null> {
    const { order_id, total } = event.data;
    const since = confirmation.mark();
    const status = await redis.hGet(keys.order(order_id), 'status');
    if (status === 'refunded') return null;
    if (status !== 'completed')
      return { dead: `order ${order_id} is ${status ?? 'not there'}; only a completed order is refunded` };
    await confirmation.confirmed(since);
    const givenBack = await gateway.refund(order_id, signal);
    return givenBack === total
      ? null
      : { dead: `the gateway gave back ${givenBack} for order ${order_id}, which was charged ${total}` };
  }

  return {
    kind: 'batch',
    async handle(deliveries, signal) {
      const answers = await Promise.allSettled(deliveries.map((delivery) => giveBack(delivery, signal)));
      const outcomes = answers.map((answer): Outcome | null =>
        answer.status === 'fulfilled' ? answer.value : { retry: answer.reason },
      );

      const givenBack = deliveries.filter((_, i) => outcomes[i] === null);
      const words =
        givenBack.length > 0 ? await settleRefund.run(redis, ...describeBatch(keys, partition, givenBack)) : [];
      const settled = words.map((word): Outcome => (word === 'refunded' ? 'done' : 'duplicate'));
      return outcomes.flatMap((outcome) => outcome ?? settled.shift() ?? []);
    },
  };
}

/** The keys and arguments of settle-refund.lua for a batch. */
function describeBatch(
  keys: Keys,
  partition: PartitionKeys,
  deliveries: readonly Delivery<RefundInitiated>[],
): [string[], string[]] {
  const { stream, readers } = flowsOf(partition).refundInitiated;
  const scriptKeys = [stream, partition.refunds];
  const args = [readers[0], String(Date.now()), ...firstAndLastId(deliveries)];
  for (const { id, event } of deliveries) {
    const { order_id, customer_id, total, currency, reason } = event.data;
    scriptKeys.push(keys.order(order_id), keys.refund(order_id), keys.refundsOfCustomer(customer_id));
    args.push(id, order_id, customer_id, String(total), currency, reason);
  }
  return [scriptKeys, args];
}
