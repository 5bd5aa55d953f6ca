import { beforeAll, describe, expect, test } from '@jest/globals';
import { makeKeys, NO_KEYS, type Keys, type PartitionKeys, type SinglePartitionKeys } from '@stockade/contracts';
import { connectTracked } from '@stockade/redis';
import { SERVICE_NAMES, usePrivateRedis, waitUntil, type ServiceName } from '@stockade/testing';
import { renderAcl } from '../docker/secrets/render-acl.mjs';
import { makeRedisUsers, urlFor } from './redis-users/rights.js';

const ID = '01900000-0000-7000-8000-000000000000';
const keys = makeKeys();
const redis = usePrivateRedis();

/** A command without its key, which comes after the first word. */
type Command = readonly [string, ...string[]];
const DELETES: readonly Command[] = [['DEL'], ['UNLINK'], ['EXPIRE', '1']];
const HASH = {
  writes: [['HSET', 'f', 'v'], ['HDEL', 'f'], ...DELETES],
  reads: [['HGET', 'f'], ['HMGET', 'f'], ['HGETALL']],
} satisfies Commands;
const SORTED_SET = {
  writes: [['ZADD', '0', 'id'], ['ZREM', 'id'], ...DELETES],
  reads: [
    ['ZRANGE', '0', '-1'],
    ['ZSCORE', 'id'],
  ],
} satisfies Commands;
const SET = { writes: [['SADD', 'm'], ['SREM', 'm'], ...DELETES], reads: [['SMEMBERS']] } satisfies Commands;
const STRING = { writes: [['SET', 'v'], ...DELETES], reads: [['GET'], ['EXISTS']] } satisfies Commands;
/** Who settles entries acknowledges and trims them, which is no announcement. */
const STREAM = { writes: [['XADD', '*', 'f', 'v'], ...DELETES], reads: [['XRANGE', '-', '+']] } satisfies Commands;
interface Commands {
  writes: readonly Command[];
  reads: readonly Command[];
}

interface Access {
  type: Commands;
  writers: readonly ServiceName[];
  readers: readonly ServiceName[];
}
/** The table of ARCHITECTURE.md. A key that is added to the system does not compile here until it is in it. */
const ACCESS: Record<Exclude<keyof SinglePartitionKeys, (typeof NO_KEYS)[number] | 'probe' | 'rateLimit'>, Access> = {
  product: { type: HASH, writers: ['warehouse'], readers: ['store', 'warehouse'] },
  partitionCount: { type: STRING, writers: SERVICE_NAMES, readers: SERVICE_NAMES },
  // Every service asks whether it is there: then the shop is one that has a single partition.
  catalogueSeeded: { type: STRING, writers: ['warehouse'], readers: SERVICE_NAMES },
  deletedProduct: { type: STRING, writers: ['warehouse'], readers: ['warehouse'] },
  productIdempotency: { type: HASH, writers: ['warehouse'], readers: ['warehouse'] },
  products: { type: SORTED_SET, writers: ['warehouse'], readers: ['warehouse'] },
  stock: { type: HASH, writers: ['warehouse'], readers: ['warehouse'] },
  stockTransfers: { type: HASH, writers: ['warehouse'], readers: ['warehouse'] },
  openTransfers: { type: SET, writers: ['warehouse'], readers: ['warehouse'] },
  gathering: { type: STRING, writers: ['warehouse'], readers: ['warehouse'] },
  reservation: { type: HASH, writers: ['warehouse'], readers: ['warehouse'] },
  order: { type: HASH, writers: ['store', 'refund'], readers: ['store', 'refund'] },
  orders: { type: SORTED_SET, writers: ['store'], readers: ['store'] },
  ordersOfCustomer: { type: SORTED_SET, writers: ['store'], readers: ['store'] },
  refund: { type: HASH, writers: ['refund'], readers: ['refund'] },
  refunds: { type: SORTED_SET, writers: ['refund'], readers: ['refund'] },
  refundsOfCustomer: { type: SORTED_SET, writers: ['refund'], readers: ['refund'] },
  user: { type: HASH, writers: ['store'], readers: ['store'] },
  userByEmail: { type: STRING, writers: ['store'], readers: ['store'] },
  admins: { type: HASH, writers: ['store'], readers: ['store'] },
  unansweredRegistration: { type: STRING, writers: ['store'], readers: ['store'] },
  sessionsOfUser: { type: SORTED_SET, writers: ['store'], readers: ['store'] },
  session: { type: STRING, writers: ['store'], readers: ['store', 'warehouse', 'refund'] },
  knownClient: { type: STRING, writers: ['store'], readers: ['store'] },
  idempotency: { type: HASH, writers: ['store'], readers: ['store'] },
  gateway: { type: HASH, writers: ['store', 'refund'], readers: ['store', 'refund'] },
  orderPlaced: { type: STREAM, writers: ['store'], readers: ['store'] },
  orderCompleted: { type: STREAM, writers: ['store'], readers: ['warehouse'] },
  refundInitiated: { type: STREAM, writers: ['warehouse'], readers: ['refund'] },
};
const TABLE = tableOf(keys);

function tableOf(...some: Partial<Keys & PartitionKeys>[]) {
  return Object.entries(ACCESS).flatMap(([name, access]) =>
    some.flatMap((one) => namesOf(one, name).map((key) => ({ key, ...access }))),
  );
}

function namesOf(some: Partial<Keys & PartitionKeys>, name: string): string[] {
  const key = Object.entries(some).find(([known]) => known === name)?.[1];
  if (typeof key === 'function') return [String(Reflect.apply(key, undefined, [ID, ID]))];
  return typeof key === 'string' ? [key] : [];
}

const allows = async (service: ServiceName, command: readonly string[]) =>
  (await redis.client.aclDryRun(service, [...command])) === 'OK';
const on = (key: string, [name, ...args]: Command) => [name, key, ...args];

/** The services that may use at least one of the commands on the key. */
async function whoMay(commands: readonly Command[], key: string): Promise<ServiceName[]> {
  const allowed = await Promise.all(
    SERVICE_NAMES.map(async (service) =>
      (await Promise.all(commands.map((command) => allows(service, on(key, command))))).includes(true),
    ),
  );
  return SERVICE_NAMES.filter((_, i) => allowed[i]);
}

describe('the Redis users of docker compose (G8)', () => {
  beforeAll(() => makeRedisUsers(redis.client));

  test('the table names every key', () => {
    expect(TABLE).toHaveLength(Object.keys(ACCESS).length);
  });

  test.each(TABLE)('$key is written by $writers and read by $readers', async ({ key, type, writers, readers }) => {
    expect(await whoMay(type.writes, key)).toEqual(writers);
    expect(await whoMay(type.reads, key)).toEqual(readers);
  });

  test.each(SERVICE_NAMES)('%s alone counts its clients', async (service) => {
    const counter = keys.rateLimit(service, 'logins:ip:192.0.2.1');
    for (const command of [['INCRBY', '1'], ['PTTL'], ['PEXPIRE', '60000'], ['EXISTS']] satisfies Command[])
      expect(await whoMay([command], counter)).toEqual([service]);
    expect(await whoMay([['DEL'], ['UNLINK'], ['SET', '0'], ['GETDEL']], counter)).toEqual([]);
  });

  test.each(SERVICE_NAMES)(
    '%s tries whether Redis takes writes with a key of its own, and reads how it is set up',
    async (service) => {
      expect(await whoMay([['SET', '1', 'PX', '60000']], keys.probe(service))).toEqual([service]);
      expect(await whoMay([...DELETES, ['GET']], keys.probe(service))).toEqual([]);
      expect(await allows(service, ['INFO'])).toBe(true);
    },
  );

  test.each([keys.order(ID), keys.refund(ID), keys.reservation(ID), keys.gateway(ID)])(
    '%s is deleted by nobody',
    async (key) => {
      expect(await whoMay([...DELETES, ['HDEL', 'f']], key)).toEqual([]);
    },
  );

  test.each([
    [keys.orderPlaced, 'store'],
    [keys.orderCompleted, 'warehouse'],
    [keys.refundInitiated, 'refund'],
  ])('what nobody can process of %s is set aside by %s alone', async (stream, consumer) => {
    expect(await whoMay([['XADD', '*', 'f', 'v']], `${stream}:dead`)).toEqual([consumer]);
  });

  test.each(SERVICE_NAMES)('%s has no command that is about more than its keys', async (service) => {
    const commands = [
      'FLUSHALL',
      'KEYS *',
      'SCAN 0',
      'CONFIG GET *',
      'ACL LIST',
      'SCRIPT FLUSH',
      'SHUTDOWN',
      'MONITOR',
      'SUBSCRIBE x',
    ];
    const allowed = await Promise.all(commands.map((command) => allows(service, command.split(' '))));
    expect(commands.filter((_, i) => allowed[i])).toEqual([]);
  });

  test('the store may have Redis tell it what has changed', async () => {
    expect(await allows('store', ['CLIENT', 'TRACKING', 'ON'])).toBe(true);
  });

  test.each<[service: ServiceName, key: string, read: Command]>([
    ['store', keys.product(ID), ['HGETALL']],
    ['store', keys.order(ID), ['HGETALL']],
    ['warehouse', keys.stock(ID), ['HGET', 'available']],
  ])('%s is told when %s changes, which it has read', async (service, key, read) => {
    const tracked = connectTracked({ url: urlFor(service, redis.url), name: service, onError: () => {} });
    try {
      await waitUntil(() => tracked.redis.isReady, { what: 'the connection' });
      const told: (string | null)[] = [];
      tracked.onInvalidated((changed) => told.push(changed));
      await tracked.redis.sendCommand(on(key, read));
      await redis.client.hSet(key, 'price', '1');
      await waitUntil(() => told.length > 0, { what: 'the news' });
      expect(told).toEqual([key]);
    } finally {
      tracked.close();
      await redis.client.del(key);
    }
  });

  test('a script is refused keys that its caller may not write', async () => {
    const script = "return redis.call('HSET', KEYS[1], 'f', 'v')";
    expect(await allows('store', ['EVAL', script, '1', keys.order(ID)])).toBe(true);
    expect(await allows('store', ['EVAL', script, '1', keys.product(ID)])).toBe(false);
    expect(await allows('warehouse', ['EVAL', script, '2', keys.stock(ID), keys.order(ID)])).toBe(false);
  });

  test('a user without a password in the template is an error', () => {
    expect(() => renderAcl('user a on #{nobody}', {})).toThrow(/nobody/);
  });
});

describe('the Redis users of docker compose in a shop of several partitions (G8)', () => {
  const PARTITIONS = 12;
  const shop = makeKeys(PARTITIONS);
  const IDS = Array.from({ length: PARTITIONS }, (_, i) => `${ID.slice(0, -3)}${i.toString(16).padStart(3, '0')}`);
  beforeAll(() => makeRedisUsers(redis.client, PARTITIONS));

  test('have the rights of the table on the keys of every partition, and no other', async () => {
    const table = tableOf(shop, shop.depot, ...shop.partitions);
    expect(new Set(table.map(({ key }) => /^(\{\w+\})?/.exec(key)?.[0])).size).toBe(PARTITIONS + 2);
    for (const { key, type, writers, readers } of table) {
      expect([key, await whoMay(type.writes, key)]).toEqual([key, writers]);
      expect([key, await whoMay(type.reads, key)]).toEqual([key, readers]);
    }
  });

  test('run a script on keys of a partition', async () => {
    for (const id of IDS)
      expect(
        await allows('store', ['EVAL', 'return 1', '3', shop.order(id), shop.of(id).orders, shop.gateway(id)]),
      ).toBe(true);
  });

  test('come through no part of a name that a client chooses to the keys of another service', async () => {
    const chosen = TABLE.flatMap(({ key }) => [`}:${key}`, `{0}:${key}`, `*}:${key}`]);
    const anyWrite = [HASH, SORTED_SET, STREAM, STRING].flatMap(({ writes }) => writes);
    for (const one of chosen)
      for (const key of [shop.idempotency(ID, one), shop.userByEmail(one), shop.knownClient(one, one)])
        expect([key, await whoMay(anyWrite, key)]).toEqual([key, ['store']]);
  });

  test('have no rights on tags that are none', async () => {
    for (const tag of ['{x}', '{}', '{12', '{123}', '{1}{2}', '{[0-9]}', '{-1}'])
      expect([tag, await whoMay([...HASH.writes, ...HASH.reads], `${tag}:${keys.order(ID)}`)]).toEqual([tag, []]);
  });
});
