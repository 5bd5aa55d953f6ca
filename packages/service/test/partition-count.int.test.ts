import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { makeKeys } from '@stockade/contracts';
import { usePrivateRedis, waitUntil } from '@stockade/testing';
import { makeLogger } from '../src/logger.js';
import { makeServiceRedis, type ServiceRedis } from '../src/service-redis.js';

const redis = usePrivateRedis();
const keys = makeKeys();
const logger = makeLogger('test', 'silent');
const opened: ServiceRedis[] = [];

beforeEach(() => redis.flush());
afterEach(() => {
  for (const one of opened.splice(0)) one.close();
});

function open(partitions: number, url = redis.url): ServiceRedis {
  const options = { url, allowUnsafe: false, replicasMin: 0, service: 'test', logger };
  const connections = makeServiceRedis({ ...options, keys: makeKeys(partitions) });
  opened.push(connections);
  return connections;
}

/** Why a service with this number of partitions does not start, or null when it does. */
async function start(partitions: number, url?: string): Promise<string | null> {
  const { commands, refused } = open(partitions, url);
  const ready = waitUntil(() => commands.isReady, { what: 'the service to use Redis' }).then(() => null);
  return Promise.race([ready, refused.then(({ message }) => message)]);
}

test('a service is refused with another number of partitions than the shop was started with', async () => {
  expect(await start(3)).toBeNull();
  expect(await redis.client.get(keys.partitionCount)).toBe('3');
  for (const other of [5, 1])
    expect(await start(other)).toMatch(
      new RegExp(`started with PARTITIONS=3, and this service has PARTITIONS=${other}\\. .*Set PARTITIONS=3\\.`),
    );
  expect(await start(3)).toBeNull();
});

test('of several services with different numbers that start at once, those with one number win', async () => {
  const numbers = [2, 3, 4, 2, 3, 4];
  const refusals = await Promise.all(numbers.map((number) => start(number)));
  const accepted = numbers.filter((_, i) => refusals[i] === null);
  expect(accepted).toHaveLength(2);
  expect(accepted.map(String)).toEqual(Array(2).fill(await redis.client.get(keys.partitionCount)));
});

test.each([
  ['a product', () => redis.client.zAdd(keys.products, { score: 0, value: 'p' })],
  ['a catalogue that once had samples', () => redis.client.set(keys.catalogueSeeded, '1')],
  ['an admin', () => redis.client.hSet(keys.admins, 'a', 'b')],
])('a shop with %s that never wrote down its partitions has one', async (_, put) => {
  await put();
  expect(await start(2)).toMatch(/started with PARTITIONS=1, and this service has PARTITIONS=2/);
  expect(await start(1)).toBeNull();
});

test('a running service is not ready on another Redis whose shop is divided otherwise', async () => {
  const { commands, trouble } = open(3);
  await waitUntil(async () => (await trouble()) === null, { what: 'the service to be ready' });
  await redis.client.set(keys.partitionCount, '7');
  await redis.client.sendCommand(['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes']);
  await waitUntil(async () => /started with PARTITIONS=7/.test((await trouble()) ?? ''), { what: 'it to notice' });
  expect(commands.isReady).toBe(true);
});

test('only a shop of one partition starts where the number cannot be written down', async () => {
  await redis.client.aclSetUser('old', ['on', '>secret', '~*', '+@all', '-get']);
  const url = redis.url.replace('//', '//old:secret@');
  expect(await start(1, url)).toBeNull();
  const { commands, refused } = open(2, url);
  const attempts = async () => (await redis.client.aclLog()).reduce((sum, { count }) => sum + count, 0);
  const before = await attempts();
  await waitUntil(async () => (await attempts()) > before + 1, { what: 'two attempts' });
  expect(commands.isOpen).toBe(false);
  await redis.client.aclSetUser('old', ['+get']);
  await redis.client.set(keys.partitionCount, '1');
  expect((await refused).message).toMatch(/started with PARTITIONS=1/);
});

test('a shop of one partition is refused on a cluster, whose slots would part the keys of a script', async () => {
  const { refused } = open(1, 'redis+cluster://127.0.0.1:1,127.0.0.1:2');
  expect((await refused).message).toMatch(/leads to a cluster.*Set PARTITIONS to 2 or more/);
});
