import { beforeAll, describe, expect, test } from '@jest/globals';
import { makeKeys } from '@stockade/contracts';
import { connectTracked } from '@stockade/redis';
import { usePrivateRedis, waitUntil } from '@stockade/testing';
import { renderAcl } from '../docker/secrets/render-acl.mjs';
import {
  ACCESS,
  accessTo,
  allows as clientAllows,
  DELETES,
  ID,
  on,
  whoMay as clientWhoMay,
  type Command,
} from './redis-users/access.js';
import { makeRedisUsers, REDIS_USERS, urlFor, type RedisUser } from './redis-users/rights.js';

const keys = makeKeys();
const redis = usePrivateRedis();
const TABLE = accessTo(keys);

const allows = (service: RedisUser, command: readonly string[]) => clientAllows(redis.client, service, command);
const whoMay = (commands: readonly Command[], key: string) => clientWhoMay(redis.client, commands, key);

describe('the Redis users of docker compose (G8)', () => {
  beforeAll(() => makeRedisUsers(redis.client));

  test('the table names every key', () => {
    expect(TABLE).toHaveLength(Object.keys(ACCESS).length);
  });

  test.each(TABLE)('$key is written by $writers and read by $readers', async ({ key, type, writers, readers }) => {
    expect(await whoMay(type.writes, key)).toEqual(writers);
    expect(await whoMay(type.reads, key)).toEqual(readers);
  });

  test.each(REDIS_USERS)('%s alone counts its clients', async (service) => {
    const counter = keys.rateLimit(service, 'logins:ip:192.0.2.1');
    for (const command of [['INCRBY', '1'], ['PTTL'], ['PEXPIRE', '60000'], ['EXISTS']] satisfies Command[])
      expect(await whoMay([command], counter)).toEqual([service]);
    expect(await whoMay([['DEL'], ['UNLINK'], ['SET', '0'], ['GETDEL']], counter)).toEqual([]);
  });

  test.each(REDIS_USERS)(
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

  test.each(REDIS_USERS)('%s has no command that is about more than its keys', async (service) => {
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
    // The audit looks for orders that stand in no list, and SCAN shows names alone.
    expect(commands.filter((_, i) => allowed[i])).toEqual(service === 'operations' ? ['SCAN 0'] : []);
  });

  test('the store may have Redis tell it what has changed', async () => {
    expect(await allows('store', ['CLIENT', 'TRACKING', 'ON'])).toBe(true);
  });

  test.each<[service: RedisUser, key: string, read: Command]>([
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
