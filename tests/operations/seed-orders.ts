import { makeKeys, newId, newIdBeside, newIdOfEmail, type Keys, type OrderStatus } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';

const BATCH_ORDERS = 1_000;
const PRODUCTS = 10;
const TOTAL_MINOR = 1_200;
const AMOUNTS = { subtotal: 1_000, fee: 200, total: TOTAL_MINOR, currency: 'USD' };

/** How orders end, in turn: of ten, seven are reserved and one each refunded, failed and cancelled. */
const ENDS: readonly OrderStatus[] = [
  'completed',
  'completed',
  'refunded',
  'completed',
  'completed',
  'failed',
  'completed',
  'completed',
  'cancelled',
  'completed',
];

/** Fills an empty Redis with settled orders as the services would leave them, far faster than they could. */
export async function seedOrders(redis: Redis, count: number, keys: Keys = makeKeys()): Promise<void> {
  const products = Array.from({ length: PRODUCTS }, () => newId());
  const customers = Array.from({ length: 100 }, (_, i) => newIdOfEmail(`customer-${i}@example.org`));
  const reserved = new Map<string, number>();
  for (let from = 0; from < count; from += BATCH_ORDERS) {
    await Promise.all(
      Array.from({ length: Math.min(BATCH_ORDERS, count - from) }, (_, i) => {
        const status = ENDS[i % ENDS.length] ?? 'completed';
        const productId = products[i % PRODUCTS] ?? '';
        const customerId = customers[i % customers.length] ?? '';
        const stock = keys.of(customerId).stock(productId);
        if (status === 'completed') reserved.set(stock, (reserved.get(stock) ?? 0) + 1);
        return writeOrder(redis, keys, status, customerId, productId);
      }),
    );
  }
  for (const id of products) {
    for (const place of keys.stocks) {
      const pieces = reserved.get(place.stock(id)) ?? 0;
      await redis.hSet(place.stock(id), { available: 5, reserved: pieces, received: pieces + 5 });
    }
    await redis.zAdd(keys.products, { score: 0, value: id });
  }
}

function writeOrder(
  redis: Redis,
  keys: Keys,
  status: OrderStatus,
  customerId: string,
  productId: string,
): Promise<unknown> {
  const id = newIdBeside(customerId);
  const at = Date.now();
  const paid = status === 'completed' || status === 'refunded';
  const line = { product_id: productId, quantity: 1 };
  const placed = {
    customer_id: customerId,
    lines: [{ ...line, name: 'Lamp', price: 1_000 }],
    ...AMOUNTS,
    shipping_address: null,
    payment_method: 'pm_card_visa',
  };
  const order = {
    status,
    placed: JSON.stringify(placed),
    created_at: at,
    ...(paid ? { completed_at: at } : {}),
    ...(status === 'completed' ? {} : { [`${status}_at`]: at }),
  };
  const writes: Promise<unknown>[] = [
    redis.hSet(keys.order(id), order),
    redis.zAdd(keys.of(id).orders, { score: 0, value: id }),
    redis.zAdd(keys.ordersOfCustomer(customerId), { score: 0, value: id }),
    redis.hSet(keys.gateway(id), {
      charged: paid ? TOTAL_MINOR : 0,
      refunded: status === 'refunded' ? TOTAL_MINOR : 0,
    }),
  ];
  if (paid) {
    const outcome = status === 'completed' ? 'reserved' : 'rejected';
    writes.push(
      redis.hSet(keys.reservation(id), { outcome, lines: JSON.stringify([line]), at, customer_id: customerId }),
    );
  }
  if (status === 'refunded') {
    const refund = { order_id: id, customer_id: customerId, amount: TOTAL_MINOR, currency: 'USD', status: 'refunded' };
    writes.push(redis.hSet(keys.refund(id), refund));
    writes.push(redis.zAdd(keys.of(id).refunds, { score: 0, value: id }));
    writes.push(redis.zAdd(keys.refundsOfCustomer(customerId), { score: 0, value: id }));
  }
  return Promise.all(writes);
}
