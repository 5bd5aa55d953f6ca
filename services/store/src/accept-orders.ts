import { flowsOf, keepTraceparent, OUTCOME_REMEMBERED_MS, type Keys, type PartitionKeys } from '@stockade/contracts';
import { coalesce, listOf, loadScript, oneOf, pairOf, type Redis } from '@stockade/redis';
import { toPlaced, type Order } from './order-record.js';

/** Orders per call of the script, because a call blocks Redis meanwhile. */
const ORDERS_PER_CALL_MAX = 32;

const placeOrders = loadScript(
  new URL('../src/lua/place-order.lua', import.meta.url),
  listOf(pairOf(oneOf('placed', 'replayed', 'refused', 'conflict', 'session-ended'))),
);

/** An order that is priced and not yet written. */
export interface NewOrder {
  order: Order;
  /** The trace that the order belongs to, if it is placed. */
  traceparent: string;
  /** The session of the customer, who may have logged out meanwhile. */
  sessionId: string;
  record: IdempotencyRecord | null;
}

/** What is kept under an idempotency key, to know the same request again. */
export interface IdempotencyRecord {
  key: string;
  digest: string;
}

/**
 * What became of a new order, and the id of the order that there is now; for `refused` the refusal in its place. See
 * place-order.lua.
 */
export type Acceptance = Awaited<ReturnType<typeof placeOrders.run>>[number];

/**
 * Writes new orders. Those of one partition and one turn of the event loop share a call of the script; if that fails, each
 * is tried by itself. Rejects when Redis does not take it.
 */
export function makeAcceptOrder(redis: Redis, keys: Keys): (order: NewOrder) => Promise<Acceptance> {
  const accept = new Map(
    keys.partitions.map((partition) => [
      partition.place,
      coalesce(
        (orders: readonly NewOrder[]) => placeOrders.run(redis, ...describeBatch(keys, partition, orders)),
        ORDERS_PER_CALL_MAX,
      ),
    ]),
  );
  return (order) => {
    const { place } = keys.of(order.order.customer_id);
    const inPartition = accept.get(place);
    if (inPartition === undefined) throw new Error(`there is no partition ${place}`);
    return inPartition(order);
  };
}

/** The keys and arguments of place-order.lua. */
function describeBatch(keys: Keys, partition: PartitionKeys, orders: readonly NewOrder[]): [string[], string[]] {
  const { stream, writer: source, event } = flowsOf(partition).orderPlaced;
  const scriptKeys = [partition.orders, stream];
  for (const { order, sessionId } of orders)
    scriptKeys.push(keys.order(order.order_id), keys.ordersOfCustomer(order.customer_id), keys.session(sessionId));

  const args = [String(OUTCOME_REMEMBERED_MS), String(orders.length)];
  const recordIndexes = new Map<string, number>();
  for (const { order, traceparent, record } of orders) {
    const { order_id, customer_id, lines, subtotal, fee, total, currency, payment_method } = order;
    const data = { order_id, customer_id, lines, subtotal, fee, total, currency, payment_method };
    if (record !== null && !recordIndexes.has(record.key)) recordIndexes.set(record.key, scriptKeys.push(record.key));
    const announced = event.encode({ source, data, traceparent });
    args.push(order_id, toPlaced(order), String(order.created_at), keepTraceparent(traceparent), announced.event);
    args.push(String(record === null ? 0 : (recordIndexes.get(record.key) ?? 0)), record?.digest ?? '');
  }
  return [scriptKeys, args];
}
