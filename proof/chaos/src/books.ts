import { flowsOf, orderStatusSchema, type Keys, type OrderStatus } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import { deadLettersOf } from '@stockade/streams';
import { z } from 'zod';

const PAGE = 1_000;

const linesSchema = z.array(z.object({ product_id: z.string(), quantity: z.number() }));

/** All that the services and the payment provider have written down about one order. Amounts in minor units. */
export interface Account {
  orderId: string;
  reference: string;
  status: OrderStatus;
  total: number;
  lines: readonly { product_id: string; quantity: number }[];
  /** When it moved to each status, ms since 1970. */
  times: Readonly<Partial<Record<OrderStatus, number>>>;
  reservation: string | null;
  refund: number | null;
  charged: number;
  givenBack: number;
}

/** Reads the books order by order, straight from Redis and past all services. */
export async function* readAccounts(redis: Redis, keys: Keys): AsyncGenerator<Account> {
  let after: string | null = null;
  for (;;) {
    const ids: string[] = await redis.zRange(keys.orders, after === null ? '-' : `(${after}`, '+', {
      BY: 'LEX',
      LIMIT: { offset: 0, count: PAGE },
    });
    yield* await Promise.all(ids.map((id) => readAccount(redis, keys, id)));
    after = ids.at(-1) ?? null;
    if (after === null) return;
  }
}

async function readAccount(redis: Redis, keys: Keys, orderId: string): Promise<Account> {
  const [order, reservation, refund, book] = await Promise.all([
    redis.hGetAll(keys.order(orderId)),
    redis.hGet(keys.reservation(orderId), 'outcome'),
    redis.hGet(keys.refund(orderId), 'amount'),
    redis.hmGet(keys.gateway(orderId), ['charged', 'refunded']),
  ]);
  const time = (field: string) => (order[field] === undefined ? undefined : Number(order[field]));
  return {
    orderId,
    reference: z.string().parse(JSON.parse(order['shipping_address'] ?? 'null')),
    status: orderStatusSchema.parse(order['status']),
    total: Number(order['total']),
    lines: linesSchema.parse(JSON.parse(order['lines'] ?? '[]')),
    times: {
      pending: time('created_at'),
      completed: time('completed_at'),
      failed: time('failed_at'),
      cancelled: time('cancelled_at'),
      refunded: time('refunded_at'),
    },
    reservation,
    refund: refund === null ? null : Number(refund),
    charged: Number(book[0] ?? 0),
    givenBack: Number(book[1] ?? 0),
  };
}

export interface StockAccount {
  productId: string;
  available: number;
  reserved: number;
  received: number;
}

export async function readStocks(redis: Redis, keys: Keys, productIds: readonly string[]): Promise<StockAccount[]> {
  return Promise.all(
    productIds.map(async (productId) => {
      const { available, reserved, received } = await redis.hGetAll(keys.stock(productId));
      return { productId, available: Number(available), reserved: Number(reserved), received: Number(received) };
    }),
  );
}

/** The references of all poison among the dead letters, and the ids of dead letters that are something else. */
export async function readDeadLetters(redis: Redis, keys: Keys): Promise<{ poison: Set<string>; others: string[] }> {
  const poison = new Set<string>();
  const others: string[] = [];
  for (const { stream } of Object.values(flowsOf(keys))) {
    for (const { id, message } of (await redis.xRange(deadLettersOf(stream), '-', '+')) ?? []) {
      const fields = z.array(z.string()).parse(JSON.parse(message['fields'] ?? '[]'));
      const reference = fields[fields.indexOf('poison') + 1];
      if (fields.includes('poison') && reference !== undefined) poison.add(reference);
      else others.push(`${stream} ${id}: ${message['reason'] ?? 'no reason'}`);
    }
  }
  return { poison, others };
}
