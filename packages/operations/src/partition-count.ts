import { makeKeys, PARTITIONS_MAX, wholeNumberText } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';

const { partitionCount, catalogueSeeded, products, admins } = makeKeys();
/** One of them is there as soon as a shop of one partition does anything; the oldest shops have nothing else that says so. */
const OF_ONE_PARTITION = [catalogueSeeded, products, admins];

const countSchema = wholeNumberText(1, PARTITIONS_MAX);

/** Into how many partitions the shop in this Redis is divided. */
export async function readPartitionCount(redis: Redis): Promise<number> {
  const text = await redis.get(partitionCount);
  return text === null ? 1 : parse(text);
}

/**
 * Writes down into how many partitions the shop is divided if nobody has: of several that start at once, one. Returns the
 * number that holds. Each command has one key, because in a cluster they lie apart.
 */
export async function agreeOnPartitions(redis: Redis, wanted: number): Promise<number> {
  const known = await redis.get(partitionCount);
  if (known !== null) return parse(known);
  const present = await Promise.all(OF_ONE_PARTITION.map((key) => redis.exists(key)));
  const count = present.includes(1) ? 1 : wanted;
  const rival = await redis.set(partitionCount, String(count), { condition: 'NX', GET: true });
  return rival === null ? count : parse(rival);
}

function parse(text: string): number {
  const { data } = countSchema.safeParse(text);
  if (data === undefined)
    throw new Error(`the key ${partitionCount} holds ${JSON.stringify(text)}, which is no number of partitions`);
  return data;
}
