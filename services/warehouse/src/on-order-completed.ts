import { flowsOf, newId, type Keys, type OrderCompleted, type PartitionKeys } from '@stockade/contracts';
import { listOf, loadScript, oneOf, type Redis } from '@stockade/redis';
import { firstAndLastId, type BatchHandler, type Delivery } from '@stockade/streams';
import type { AllottedStock } from './gather.js';
import { decideShortOrders, type IfShort, type Reserve } from './short-orders.js';

const reserveStock = loadScript(
  new URL('../src/lua/reserve-stock.lua', import.meta.url),
  listOf(oneOf('reserved', 'rejected', 'duplicate', 'short')),
);

/**
 * Reserves the stock of paid orders, a batch in one script call; orders that are short go to the refund service. In a shop of
 * several partitions those wait until pieces have been looked for elsewhere, and the others do not wait for them.
 */
export function makeOnOrderCompleted(
  redis: Redis,
  keys: Keys,
  partition: PartitionKeys,
  allotted: AllottedStock | null,
): BatchHandler<OrderCompleted> {
  const reserve: Reserve = (deliveries, ifShort) => {
    const call = describeBatch(keys, partition, deliveries, ifShort);
    return reserveStock.run(redis, call.keys, call.args);
  };
  return {
    kind: 'batch',
    async handle(deliveries) {
      const words = await reserve(deliveries, allotted === null ? NOTHING_COUNTED : 'wait');
      const short = deliveries.filter((_, i) => words[i] === 'short');
      const open = short.length > 0 && allotted ? await decide(allotted, partition, short, reserve) : NONE_OPEN;
      return deliveries.map((delivery, i) => {
        if (open.orders.has(delivery)) return { retry: open.reason };
        return words[i] === 'duplicate' ? 'duplicate' : 'done';
      });
    },
  };
}

/** What is here is all that there is. */
const NOTHING_COUNTED: IfShort = {};

/** Orders that are not decided yet, and why. */
interface Open {
  orders: ReadonlySet<Delivery<OrderCompleted>>;
  reason: unknown;
}
const NONE_OPEN: Open = { orders: new Set(), reason: '' };

/** An error is no outcome of the orders that have been settled beside these. */
async function decide(
  allotted: AllottedStock,
  partition: PartitionKeys,
  short: readonly Delivery<OrderCompleted>[],
  reserve: Reserve,
): Promise<Open> {
  try {
    const orders = new Set(await decideShortOrders(allotted, partition, short, reserve));
    return { orders, reason: 'pieces of its products are on their way, or another process gathers them' };
  } catch (reason) {
    return { orders: new Set(short), reason };
  }
}

/** The keys and arguments of reserve-stock.lua for a batch; a key that several orders share is passed once. */
function describeBatch(
  keys: Keys,
  partition: PartitionKeys,
  deliveries: readonly Delivery<OrderCompleted>[],
  ifShort: IfShort,
) {
  const { orderCompleted, refundInitiated } = flowsOf(partition);
  const scriptKeys = [orderCompleted.stream, refundInitiated.stream];
  const indexes = new Map<string, string>();
  function indexOf(key: string): string {
    const known = indexes.get(key);
    if (known !== undefined) return known;
    const index = String(scriptKeys.push(key));
    indexes.set(key, index);
    return index;
  }

  const now = new Date();
  const args: string[] = [orderCompleted.readers[0], String(now.getTime()), now.toISOString()];
  const { event: emitted, writer } = refundInitiated;
  args.push(emitted.type, writer, String(emitted.version));
  args.push(
    ...firstAndLastId(deliveries),
    String(deliveries.length),
    ifShort === 'wait' ? ifShort : JSON.stringify(ifShort),
  );
  for (const { id, event } of deliveries) {
    const { order_id, customer_id, total, currency, lines } = event.data;
    args.push(id, order_id, customer_id, String(total), currency, event.traceparent ?? '', newId());
    args.push(indexOf(keys.reservation(order_id)), String(lines.length));
    for (const { product_id, quantity } of lines)
      args.push(indexOf(partition.stock(product_id)), product_id, String(quantity));
  }
  return { keys: scriptKeys, args };
}
