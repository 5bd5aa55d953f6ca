import { describe, expect, test } from '@jest/globals';
import {
  makeKeys,
  newIdBeside,
  newIdOfEmail,
  NO_KEYS,
  partitionOf,
  partitionOfEmail,
  type Keys,
  type PartitionKeys,
} from '@stockade/contracts';

const PARTITIONS = 64;
const EMAILS = Array.from({ length: 2_000 }, (_, i) => `customer-${i}@example.com`);

/** Every name that an object can build. */
function allNames(keys: Partial<Keys> | PartitionKeys, ...args: [string, string]): string[] {
  const known: readonly string[] = NO_KEYS;
  return Object.entries(keys).flatMap(([name, key]) => {
    if (known.includes(name)) return [];
    if (typeof key === 'string') return [key];
    return typeof key === 'function' ? [String(Reflect.apply(key, undefined, args))] : [];
  });
}

const tagOf = (name: string) => /^\{(?<tag>\w+)\}:/.exec(name)?.groups?.['tag'];

describe('key names', () => {
  test('key names are plain in a shop of one partition', () => {
    const keys = makeKeys();
    expect(keys.order('1')).toBe('order:1');
    expect(keys.orderCompleted).toBe('order-completed');
    expect(keys.refundInitiated).toBe('refund-initiated');
    expect(keys.stock('1')).toBe('stock:1');
    for (const name of allNames(keys, 'x', 'y')) expect(name).not.toMatch(/[{}]/);
  });

  test('all that belongs to a customer lies in one partition, wherever the id of it comes from', () => {
    const keys = makeKeys(PARTITIONS);
    for (const email of EMAILS.slice(0, 100)) {
      const userId = newIdOfEmail(email);
      const [orderId, sessionId] = [newIdBeside(userId), newIdBeside(userId)];
      const names = [
        keys.userByEmail(email),
        keys.unansweredRegistration(email),
        keys.user(userId),
        keys.session(sessionId),
        keys.sessionsOfUser(userId),
        keys.idempotency(userId, 'k'),
        keys.ordersOfCustomer(userId),
        keys.order(orderId),
        keys.reservation(orderId),
        keys.refund(orderId),
        keys.gateway(orderId),
        ...allNames(keys.of(orderId), 'x', 'y'),
        ...allNames(keys.ofEmail(email), 'x', 'y'),
        `${keys.entities.order(orderId)}:x`,
      ];
      expect(new Set(names.map(tagOf))).toEqual(new Set([String(partitionOfEmail(email, PARTITIONS))]));
    }
  });

  test('what is counted of an account lies in its partition, under a name that begins as that of every count', () => {
    for (const email of [...EMAILS.slice(0, 100), '{0}@example.com']) {
      const name = makeKeys(PARTITIONS).rateLimit('store', `failed-logins:${email}`, email);
      expect(name).toBe(`rate-limit:store:{${partitionOfEmail(email, PARTITIONS)}}:failed-logins:${email}`);
      expect(makeKeys().rateLimit('store', email, email)).toBe(makeKeys().rateLimit('store', email));
    }
  });

  test('the catalogue and the depot have a tag of their own', () => {
    const { product, products, depot } = makeKeys(PARTITIONS);
    for (const name of [product('1'), products, depot.stock('1'), depot.openTransfers])
      expect(tagOf(name)).toBe('catalogue');
  });

  test('customers spread over the partitions', () => {
    const counts = new Map<number, number>();
    for (const email of EMAILS) {
      const partition = partitionOfEmail(email, PARTITIONS);
      counts.set(partition, (counts.get(partition) ?? 0) + 1);
    }
    expect(counts.size).toBe(PARTITIONS);
    expect(Math.max(...counts.values())).toBeLessThan((3 * EMAILS.length) / PARTITIONS);
  });

  test('an id says its partition whatever the number of partitions, and one that is none lies in the first', () => {
    const id = newIdOfEmail('ann@example.com');
    for (const partitions of [1, 2, 3, 64, 1_000]) {
      expect(partitionOf(id, partitions)).toBe(partitionOfEmail('ann@example.com', partitions));
      expect(partitionOf('no id at all, zz', partitions)).toBe(0);
    }
  });

  test('the keys of an entity are the same through Redis OM and in scripts', () => {
    for (const keys of [makeKeys(), makeKeys(PARTITIONS)]) {
      const id = newIdOfEmail('ann@example.com');
      for (const entity of ['product', 'order', 'user', 'reservation', 'refund'] as const) {
        expect(`${keys.entities[entity](id)}:${id}`).toBe(keys[entity](id));
      }
    }
  });

  test('key names do not collide', () => {
    const names = allNames(makeKeys(), 'x', 'y');
    expect(names.length).toBeGreaterThan(15);
    expect(new Set(names).size).toBe(names.length);
  });
});
