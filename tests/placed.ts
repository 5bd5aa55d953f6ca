import type { Redis } from '@stockade/redis';
import { z } from 'zod';

const placedSchema = z.looseObject({ customer_id: z.string(), total: z.int(), payment_method: z.string() });
type Placed = z.infer<typeof placedSchema>;

/** What an order keeps of what was placed, amounts in minor units. @param order its key */
export async function readPlaced(redis: Redis, order: string): Promise<Placed> {
  return placedSchema.parse(JSON.parse((await redis.hGet(order, 'placed')) ?? ''));
}

/** Changes what was placed, which no service does. */
export async function changePlaced(redis: Redis, order: string, changes: Record<string, unknown>): Promise<void> {
  await redis.hSet(order, 'placed', JSON.stringify({ ...(await readPlaced(redis, order)), ...changes }));
}
