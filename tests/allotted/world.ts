import { flowsOf, makeKeys, newId, type Keys, type OrderCompleted, type PartitionKeys } from '@stockade/contracts';
import { NO_CONFIRMATIONS, type Redis } from '@stockade/redis';
import type { Delivery } from '@stockade/streams';
import { finish, makeAllottedStock, type AllottedStock } from '../../services/warehouse/src/gather.js';
import { makeProducts } from '../../services/warehouse/src/product-changes.js';
import type { StockMoves } from '../../services/warehouse/src/stock-moves.js';
import type { Random } from './random.js';

const STOCK_MAX = 12;
const ORDERS = 7;
const QUANTITY_MAX = 3;

/** An order, as it is delivered to the warehouse. */
export interface Order {
  id: string;
  home: PartitionKeys;
  lines: readonly { productId: string; quantity: number }[];
  delivery: Delivery<OrderCompleted>;
}

/** A shop of a few partitions, a product or two, and orders that wait to be reserved. */
export interface World {
  keys: Keys;
  productIds: readonly string[];
  orders: readonly Order[];
}

export async function makeWorld(client: Redis, random: Random): Promise<World> {
  await client.flushDb();
  const keys = makeKeys(2 + random.below(3));
  const productIds: string[] = [];
  for (let i = random.below(4) === 0 ? 2 : 1; i > 0; i--) {
    const product = { name: 'Lamp', description: '', price: 1_000, stock_quantity: random.below(STOCK_MAX) };
    const created = await makeProducts(client, keys, 'USD').create(product);
    if (created.outcome !== 'conflict') productIds.push(created.product.id);
  }
  await Promise.all(
    keys.partitions.map((partition) => {
      const { stream, readers } = flowsOf(partition).orderCompleted;
      return client.xGroupCreate(stream, readers[0], '0', { MKSTREAM: true });
    }),
  );
  const orders = Array.from({ length: ORDERS }, () => {
    const home = random.of(keys.partitions);
    const ordered = productIds.filter((_, i) => i === 0 || random.below(2) === 0);
    const lines = ordered.map((productId) => ({ productId, quantity: 1 + random.below(QUANTITY_MAX) }));
    return { id: idIn(keys, home), home, lines };
  });
  return { keys, productIds, orders: await Promise.all(orders.map((order) => deliver(client, order))) };
}

/** An id of that partition. */
export function idIn(keys: Keys, home: PartitionKeys): string {
  for (;;) {
    const id = newId();
    if (keys.of(id).place === home.place) return id;
  }
}

/** Emits its event and reads it, so that it is pending. */
export async function deliver(client: Redis, order: Omit<Order, 'delivery'>): Promise<Order> {
  const { stream, readers, event, writer: source } = flowsOf(order.home).orderCompleted;
  const lines = order.lines.map(({ productId, quantity }) => ({
    product_id: productId,
    name: 'Lamp',
    quantity,
    price: 1_000,
  }));
  const sums = { subtotal: 1_000, fee: 200, total: 1_200, currency: 'USD' };
  const data = { order_id: order.id, customer_id: order.id, lines, ...sums };
  const fields = event.encode({ source, data });
  const id = await client.xAdd(stream, '*', fields);
  await client.xReadGroup(readers[0], 'test', { key: stream, id: '>' });
  return { ...order, delivery: { stream, id, deliveries: 1, event: event.decode(fields) } };
}

/** The warehouse's means to move stock, on a connection. */
export function allottedOn(redis: Redis, keys: Keys, pause?: () => Promise<void>): AllottedStock {
  const allotted = makeAllottedStock(redis, keys, NO_CONFIRMATIONS, pause);
  if (allotted === null) throw new Error('a shop of one partition does not move stock');
  return allotted;
}

/** Finishes all transfers that are open, of all products. */
export async function finishAll(moves: StockMoves): Promise<void> {
  for (const from of moves.places) await finish(moves, await moves.readOpen(from));
}
