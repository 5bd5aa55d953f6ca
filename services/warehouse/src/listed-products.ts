import type { Keys } from '@stockade/contracts';
import { readIndex } from '@stockade/records';
import type { Redis } from '@stockade/redis';

/** What was added lately is among so many, whichever replica added it and whatever its clock says. */
const NEWEST_READ = 100;
const READ_TOGETHER = 1_000;

/** Ids of products that are known already. */
interface Known {
  has(id: string): boolean;
  size(): number;
}

/**
 * Reads the ids of the newest products of the catalogue that are not known yet. All known ones must still be in it: then
 * the number of products says whether the newest few have all that is missing. Only if they have not is the whole list read.
 */
export async function readUnknownIds(redis: Redis, keys: Keys, known: Known, idsMax: number): Promise<string[]> {
  const [products, newest] = await Promise.all([
    redis.zCard(keys.products),
    readIndex(redis, keys.products, undefined, Math.min(NEWEST_READ, idsMax)),
  ]);
  const added = newest.filter((id) => !known.has(id));
  if (known.size() + added.length >= Math.min(products, idsMax)) return added;
  return (await readIds(redis, keys, idsMax)).filter((id) => !known.has(id));
}

/** Reads the ids of the newest products. */
async function readIds(redis: Redis, keys: Keys, idsMax: number): Promise<string[]> {
  const ids: string[] = [];
  while (ids.length < idsMax) {
    const some = await readIndex(redis, keys.products, ids.at(-1), Math.min(READ_TOGETHER, idsMax - ids.length));
    ids.push(...some);
    if (some.length < READ_TOGETHER) break;
  }
  return ids;
}
