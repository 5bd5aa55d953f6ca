import { currencySchema, minorSchema, type Keys } from '@stockade/contracts';
import type { Redis, UnreadableRecordError } from '@stockade/redis';
import { z } from 'zod';
import type { Finding } from './finding.js';
import { integerSchema } from './order-record.js';
import { misfit, unreadableFinding, whyUnreadable } from './unreadable.js';
import { walkIndex } from './walk-index.js';

const productSchema = z.object({
  name: z.string(),
  price: integerSchema.pipe(minorSchema),
  currency: currencySchema.nullable(),
  created_at: integerSchema,
  updated_at: integerSchema,
});
const FIELDS = productSchema.keyof().options;

/** Finds the products of the catalogue whose record, or that of their transfers at a place, cannot be read. */
export async function* auditProducts(redis: Redis, keys: Keys): AsyncGenerator<Finding[]> {
  for await (const ids of walkIndex(redis, keys.products)) {
    const errors = await Promise.all(ids.map((id) => findErrors(redis, keys, id)));
    yield errors.flatMap((some, i) => some.map((error) => unreadableFinding(ids[i] ?? '', error)));
  }
}

async function findErrors(redis: Redis, keys: Keys, id: string): Promise<UnreadableRecordError[]> {
  const transfers = keys.stocks.length > 1 ? keys.stocks.map(({ stockTransfers }) => stockTransfers(id)) : [];
  const errors = await Promise.all([
    findMisfit(redis, keys, id),
    ...transfers.map((key) => whyUnreadable(key, redis.hGet(key, 'deleted'))),
  ]);
  return errors.filter((error) => error !== null);
}

async function findMisfit(redis: Redis, keys: Keys, id: string): Promise<UnreadableRecordError | null> {
  const key = keys.product(id);
  const reading = redis.hmGet(key, FIELDS);
  const ofOtherType = await whyUnreadable(key, reading);
  if (ofOtherType !== null) return ofOtherType;
  const values = await reading;
  // It may have been deleted since its id was read from the list.
  if (values.every((value) => value === null)) return null;
  const { error } = productSchema.safeParse(Object.fromEntries(FIELDS.map((field, i) => [field, values[i]])));
  return error ? misfit(key, error) : null;
}
