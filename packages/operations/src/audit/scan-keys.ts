import { makeKeys, type Keys } from '@stockade/contracts';
import { nodesOf, type Redis } from '@stockade/redis';
import type { Finding } from './finding.js';
import { orElse, unreadableFinding, whyUnreadable } from './unreadable.js';

/** Keys per step of the scan. */
const SCAN_KEYS = 1_000;

/**
 * Scans all keys for what a walk of the index cannot find: orders and users that are not listed, and records of orders that
 * do not exist. SCAN returns every key that exists throughout, some of them twice. An order or a user and its index entry are
 * written in one script, and a record after its order, so nothing found here can be half-written.
 */
export async function* scanKeys(
  redis: Redis,
  keys: Keys,
  onProgress: (keysSeen: number) => void,
): AsyncGenerator<Finding[]> {
  let seen = 0;
  for (const node of nodesOf(redis)) {
    let cursor = '0';
    do {
      const reply = await node.scan(cursor, { COUNT: SCAN_KEYS });
      cursor = reply.cursor;
      seen += reply.keys.length;
      onProgress(seen);
      yield await judgeKeys(redis, keys, reply.keys);
      yield await judgeUsers(redis, keys, reply.keys);
    } while (cursor !== '0');
  }
}

/** Of the records of an order, how their names begin after the tag. */
const PREFIXES = prefixesOf(makeKeys());
const KINDS = ['order', 'reservation', 'refund', 'charge'] as const;
const TAG = /^\{\d+\}:/;

function prefixesOf({ order, reservation, refund, gateway }: Keys) {
  return { order: order(''), reservation: reservation(''), refund: refund(''), charge: gateway('') };
}

async function judgeKeys(redis: Redis, keys: Keys, names: readonly string[]): Promise<Finding[]> {
  const nameOf = { order: keys.order, reservation: keys.reservation, refund: keys.refund, charge: keys.gateway };
  const records = names.flatMap((name) => {
    const plain = name.replace(TAG, '');
    return KINDS.flatMap((kind) => {
      const id = plain.slice(PREFIXES[kind].length);
      return plain.startsWith(PREFIXES[kind]) && nameOf[kind](id) === name ? [{ kind, id }] : [];
    });
  });
  return judgeRecords(redis, keys, records);
}

/** Finds the charges that belong to no order. A charge is made after its order. */
export function judgeCharges(redis: Redis, keys: Keys, orderIds: readonly string[]): Promise<Finding[]> {
  return judgeRecords(
    redis,
    keys,
    orderIds.map((id) => ({ kind: 'charge', id })),
  );
}

/** Finds of these records those that belong to no order, and orders that are not listed. */
export async function judgeRecords(
  redis: Redis,
  keys: Keys,
  records: readonly { kind: string; id: string }[],
): Promise<Finding[]> {
  if (records.length === 0) return [];
  const listed = await Promise.all(records.map(({ id }) => orElse(redis.zScore(keys.of(id).orders, id), 0)));
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

const EMAIL_PREFIX = makeKeys().userByEmail('');

/** Finds users who are not listed. An email leads to its user, so nothing of the user is read. */
async function judgeUsers(redis: Redis, keys: Keys, names: readonly string[]): Promise<Finding[]> {
  const emails = names.flatMap((name) => {
    const plain = name.replace(TAG, '');
    const email = plain.slice(EMAIL_PREFIX.length);
    return plain.startsWith(EMAIL_PREFIX) && keys.userByEmail(email) === name ? [email] : [];
  });
  const found = await Promise.all(emails.map((email) => judgeUser(redis, keys, email)));
  return found.flat();
}

async function judgeUser(redis: Redis, keys: Keys, email: string): Promise<Finding[]> {
  const { users, userEmails } = keys.ofEmail(email);
  const key = keys.userByEmail(email);
  const reading = redis.get(key);
  const error = await whyUnreadable(key, reading);
  if (error !== null) return [unreadableFinding(key, error)];
  const id = await reading;
  if (id === null) return [];
  const listed = await Promise.all([orElse(redis.zScore(users, id), 0), orElse(redis.zScore(userEmails, email), 0)]);
  if (!listed.includes(null)) return [];
  const what = 'this user is not listed among all users';
  return [{ rule: 'index-users', id, what, remedy: { kind: 'list-user', email } }];
}
