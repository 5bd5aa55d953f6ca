import { flowsOf, jsonText, orderStatusSchema, type Keys, type OrderStatus } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import { deadLettersOf } from '@stockade/streams';
import { z } from 'zod';

const PAGE = 1_000;
/** In the order in which an order can have them. */
const TIMES = ['created_at', 'completed_at', 'failed_at', 'cancelled_at', 'refunded_at'] as const;

/** Each order of a run is shipped to its own reference. */
const placedSchema = jsonText(z.object({ shipping_address: z.string() }));
const fieldsSchema = jsonText(z.array(z.string()));

/** What the store has written down about an order, as far as its customer was told of it. */
export interface Order {
  id: string;
  reference: string;
  status: OrderStatus;
  /** When it made each of its moves, ms since 1970. */
  times: readonly number[];
}

/** An order that is listed; null when it cannot be read, as one that was lost: of that the audit tells. */
interface ListedOrder {
  id: string;
  order: Order | null;
}

/** Reads all orders, straight from Redis and past all services. */
export async function* readOrders(redis: Redis, keys: Keys): AsyncGenerator<ListedOrder> {
  for (const { orders } of keys.partitions) yield* readIndex(redis, keys, orders);
}

async function* readIndex(redis: Redis, keys: Keys, index: string): AsyncGenerator<ListedOrder> {
  let after: string | null = null;
  for (;;) {
    const ids: string[] = await redis.zRange(index, after === null ? '-' : `(${after}`, '+', {
      BY: 'LEX',
      LIMIT: { offset: 0, count: PAGE },
    });
    yield* await Promise.all(ids.map((id) => readOrder(redis, keys, id)));
    after = ids.at(-1) ?? null;
    if (after === null) return;
  }
}

async function readOrder(redis: Redis, keys: Keys, id: string): Promise<ListedOrder> {
  const [placed, status, ...times] = await redis.hmGet(keys.order(id), ['placed', 'status', ...TIMES]);
  const { data: what } = placedSchema.safeParse(placed);
  const { data: known } = orderStatusSchema.safeParse(status);
  if (what === undefined || known === undefined) return { id, order: null };
  const made = times.flatMap((time) => (time === null ? [] : Number(time)));
  return { id, order: { id, reference: what.shipping_address, status: known, times: made } };
}

/** How many entries streams were ever given, trimmed ones included. */
export async function countAppended(redis: Redis, streams: readonly string[]): Promise<number> {
  const counts = streams.map(async (stream) =>
    (await redis.exists(stream)) === 1 ? (await redis.xInfoStream(stream))['entries-added'] : 0,
  );
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}

/** The references of all poison among the dead letters, and the ids of dead letters that are something else. */
export async function readDeadLetters(redis: Redis, keys: Keys): Promise<{ poison: Set<string>; others: string[] }> {
  const poison = new Set<string>();
  const others: string[] = [];
  for (const { stream } of keys.partitions.flatMap((partition) => Object.values(flowsOf(partition)))) {
    for (const { id, message } of (await redis.xRange(deadLettersOf(stream), '-', '+')) ?? []) {
      const fields = fieldsSchema.parse(message['fields'] ?? '[]');
      const reference = fields[fields.indexOf('poison') + 1];
      if (fields.includes('poison') && reference !== undefined) poison.add(reference);
      else others.push(`${stream} ${id}: ${message['reason'] ?? 'no reason'}`);
    }
  }
  return { poison, others };
}
