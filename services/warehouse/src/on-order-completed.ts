import { flowsOf, newId, type Keys, type OrderCompleted, type PartitionKeys } from '@stockade/contracts';
import { listOf, loadScript, oneOf, type Redis } from '@stockade/redis';
import { firstAndLastId, type BatchHandler, type Delivery } from '@stockade/streams';

const reserveStock = loadScript(
  new URL('../src/lua/reserve-stock.lua', import.meta.url),
  listOf(oneOf('reserved', 'rejected', 'duplicate')),
);

/** Reserves the stock of paid orders, a batch in one script call; orders that are short go to the refund service. */
export function makeOnOrderCompleted(redis: Redis, keys: Keys, partition: PartitionKeys): BatchHandler<OrderCompleted> {
  return {
    kind: 'batch',
    async handle(deliveries) {
      const call = describeBatch(keys, partition, deliveries);
      const words = await reserveStock.run(redis, call.keys, call.args);
      return words.map((word) => (word === 'duplicate' ? 'duplicate' : 'done'));
    },
  };
}

/** The keys and arguments of reserve-stock.lua for a batch; a key that several orders share is passed once. */
function describeBatch(keys: Keys, partition: PartitionKeys, deliveries: readonly Delivery<OrderCompleted>[]) {
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
  args.push(...firstAndLastId(deliveries), String(deliveries.length));
  for (const { id, event } of deliveries) {
    const { order_id, customer_id, total, currency, lines } = event.data;
    args.push(id, order_id, customer_id, String(total), currency, event.traceparent ?? '', newId());
    args.push(indexOf(keys.reservation(order_id)), String(lines.length));
    for (const { product_id, quantity } of lines)
      args.push(indexOf(partition.stock(product_id)), product_id, String(quantity));
  }
  return { keys: scriptKeys, args };
}
