import { beforeAll, describe, expect, test } from '@jest/globals';
import { makeKeys } from '@stockade/contracts';
import { usePrivateRedis } from '@stockade/testing';
import { accessTo, allows, HASH, ID, SORTED_SET, STREAM, STRING, whoMay } from './access.js';
import { makeRedisUsers } from './rights.js';

const keys = makeKeys();
const redis = usePrivateRedis();

describe('the Redis users of docker compose in a shop of several partitions (G8)', () => {
  const PARTITIONS = 12;
  const shop = makeKeys(PARTITIONS);
  const IDS = Array.from({ length: PARTITIONS }, (_, i) => `${ID.slice(0, -3)}${i.toString(16).padStart(3, '0')}`);
  beforeAll(() => makeRedisUsers(redis.client, PARTITIONS));

  test('have the rights of the table on the keys of every partition, and no other', async () => {
    const table = accessTo(shop, shop.depot, ...shop.partitions);
    expect(new Set(table.map(({ key }) => /^(\{\w+\})?/.exec(key)?.[0])).size).toBe(PARTITIONS + 2);
    for (const { key, type, writers, readers } of table) {
      expect([key, await whoMay(redis.client, type.writes, key)]).toEqual([key, writers]);
      expect([key, await whoMay(redis.client, type.reads, key)]).toEqual([key, readers]);
    }
  });

  test('run a script on keys of a partition', async () => {
    for (const id of IDS)
      expect(
        await allows(redis.client, 'store', [
          'EVAL',
          'return 1',
          '3',
          shop.order(id),
          shop.of(id).orders,
          shop.gateway(id),
        ]),
      ).toBe(true);
  });

  test('come through no part of a name that a client chooses to the keys of another service', async () => {
    const chosen = accessTo(keys).flatMap(({ key }) => [`}:${key}`, `{0}:${key}`, `*}:${key}`]);
    const anyWrite = [HASH, SORTED_SET, STREAM, STRING].flatMap(({ writes }) => writes);
    for (const one of chosen)
      for (const key of [shop.idempotency(ID, one), shop.userByEmail(one), shop.knownClient(one, one)])
        expect([key, await whoMay(redis.client, anyWrite, key)]).toEqual([key, ['store']]);
  });

  test('have no rights on tags that are none', async () => {
    for (const tag of ['{x}', '{}', '{12', '{123}', '{1}{2}', '{[0-9]}', '{-1}'])
      expect([tag, await whoMay(redis.client, [...HASH.writes, ...HASH.reads], `${tag}:${keys.order(ID)}`)]).toEqual([
        tag,
        [],
      ]);
  });
});
