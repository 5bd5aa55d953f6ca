import type { Keys } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import type { Finding } from './finding.js';

/** Keys that Redis looks at in one step of the scan. */
const SCAN_KEYS = 1_000;

/**
 * Goes through all keys and answers what the walk of the index cannot see: orders that are not listed, and records
 * of orders that do not exist. SCAN gives every key that is there all the time, some of them twice; an order and its
 * listing, a record and its order come in one script or one after the other, so nothing here can be half-way.
 */
export async function* scanKeys(
  redis: Redis,
  keys: Keys,
  onProgress: (keysSeen: number) => void,
): AsyncGenerator<Finding[]> {
  let cursor = '0';
  let seen = 0;
  do {
    const reply = await redis.scan(cursor, { COUNT: SCAN_KEYS });
    cursor = reply.cursor;
    seen += reply.keys.length;
    onProgress(seen);
    yield await judgeKeys(redis, keys, reply.keys);
  } while (cursor !== '0');
}

async function judgeKeys(redis: Redis, keys: Keys, names: readonly string[]): Promise<Finding[]> {
  const prefixes = {
    order: keys.order(''),
    reservation: keys.reservation(''),
    refund: keys.refund(''),
    charge: keys.gateway(''),
  };
  const records = names.flatMap((name) =>
    Object.entries(prefixes).flatMap(([kind, prefix]) =>
      name.startsWith(prefix) ? [{ kind, id: name.slice(prefix.length) }] : [],
    ),
  );
  if (records.length === 0) return [];
  const listed = await redis.zmScore(
    keys.orders,
    records.map(({ id }) => id),
  );
  const unlisted = records.filter((_, i) => listed[i] === null);
  const exists = await Promise.all(unlisted.map(({ id }) => redis.exists(keys.order(id))));
  return unlisted.flatMap(({ kind, id }, i): Finding[] => {
    if (exists[i] === 0)
      return kind === 'order' ? [] : [{ rule: 'orphan', id, what: `there is a ${kind} and no order` }];
    if (kind !== 'order') return [];
    return [
      {
        rule: 'index-orders',
        id,
        what: 'it is not listed among all orders',
        remedy: { kind: 'list', index: 'orders' },
      },
    ];
  });
}
