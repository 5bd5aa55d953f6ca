import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  startHoldingProxy,
  startRedisServer,
  usePrivateRedis,
  waitUntil,
  type HoldingProxy,
  type RedisServer,
} from '@stockade/testing';
import {
  connectInBackground,
  connectTracked,
  isElsewhere,
  makeRedis,
  makeRenewal,
  whenReady,
  type Redis,
  type Renewal,
} from '../src/index.js';

const RENEWALS_WATCHED = 4;
/** The least delay before each. */
const RENEWAL_DELAY_MIN_MS = 50;

const old = usePrivateRedis();
let next: RedisServer;
/** The name of Redis: it leads to one server or the other. */
let name: HoldingProxy;
let renewal: Renewal;
let reasons: string[] = [];
const opened: { destroy(): void }[] = [];

beforeAll(async () => {
  next = await startRedisServer({ dir: await mkdtemp(join(tmpdir(), 'stockade-redis-')) });
});
afterAll(async () => {
  await next.kill();
  await rm(next.dir, { recursive: true });
});
beforeEach(async () => {
  await old.flush();
  name = await startHoldingProxy(old.server.port);
  const told: string[] = [];
  reasons = told;
  renewal = makeRenewal((reason) => told.push(reason));
});
afterEach(async () => {
  for (const connection of opened.splice(0)) connection.destroy();
  await name.close();
  await old.client.sendCommand(['REPLICAOF', 'NO', 'ONE']);
});

const options = () => ({ url: `redis://127.0.0.1:${name.port}`, name: 'under-test', onError: () => {} });

async function open(connection: Redis = makeRedis({ ...options(), renewal })): Promise<Redis> {
  opened.push(connection);
  if (!connection.isOpen) connectInBackground(connection);
  await whenReady(connection, AbortSignal.timeout(5_000));
  // By then it has heard what it asks when it is ready, and has to hear of the rest.
  await connection.ping();
  return connection;
}

/** The old primary lives on as a replica, and whoever is connected to it stays so. */
async function demoteOld(): Promise<void> {
  await old.client.sendCommand(['REPLICAOF', '127.0.0.1', String(next.port)]);
}

async function failOver(): Promise<void> {
  name.leadTo(next.port);
  await demoteOld();
}

const portOf = async (connection: Redis) => Number((await connection.configGet('port'))['port']);
const untilAt = (connection: Redis, port: number) =>
  waitUntil(async () => (await portOf(connection)) === port, { what: `a connection to the server on port ${port}` });

describe('after a failover that closes no connection', () => {
  test('a connection that writes reaches the new primary', async () => {
    const commands = await open();
    await failOver();
    await expect(commands.set('a', '1')).rejects.toThrow('READONLY');
    await untilAt(commands, next.port);
    expect(await commands.set('a', '1')).toBe('OK');
    expect(reasons).toEqual([expect.stringMatching(/^READONLY/)]);
  });

  test('a connection that runs a script reaches the new primary', async () => {
    const commands = await open();
    await failOver();
    await expect(commands.eval("return redis.call('SET', KEYS[1], '1')", { keys: ['a'] })).rejects.toThrow('READONLY');
    await untilAt(commands, next.port);
  });

  test('a connection in a blocking read reaches the new primary although only another one noticed', async () => {
    const reader = await open();
    await old.client.xGroupCreate('events', 'group', '0', { MKSTREAM: true });
    const read = reader.xReadGroup('group', 'one', { key: 'events', id: '>' }, { BLOCK: 0 }).catch(String);
    const isBlocked = async () => /blocked_clients:1/.test(await old.client.info('clients'));
    await waitUntil(isBlocked, { what: 'the read to wait' });
    const commands = await open();
    await failOver();
    expect(await read).toMatch(/UNBLOCKED/);
    await untilAt(reader, next.port);
    // It has heard it for the others.
    await untilAt(commands, next.port);
  });

  test('a tracked connection is reopened with the others and reports that anything may have changed', async () => {
    const commands = await open();
    const tracked = connectTracked({ ...options(), renewal });
    await open(tracked.redis);
    const told: (string | null)[] = [];
    tracked.onInvalidated((key) => told.push(key));
    await failOver();
    await expect(commands.set('a', '1')).rejects.toThrow('READONLY');
    await untilAt(tracked.redis, next.port);
    expect(told).toContain(null);
    // Redis tracks again.
    await tracked.redis.get('a');
    await commands.set('a', '2');
    await waitUntil(() => told.includes('a'), { what: 'the news of a change' });
  });

  test('a connection that was opened at the replica moves to the primary, whether it writes or not', async () => {
    await demoteOld();
    const idle = await open();
    await waitUntil(() => reasons.length > 0, { what: 'it to find out' });
    name.leadTo(next.port);
    await untilAt(idle, next.port);
  });

  test('a connection without a renewal stays at its replica', async () => {
    const looking = await open(makeRedis(options()));
    await failOver();
    await expect(looking.set('a', '1')).rejects.toThrow('READONLY');
    expect(await portOf(looking)).toBe(old.server.port);
  });
});

test('while the name leads to a replica, connections are reopened repeatedly, with a delay', async () => {
  const since = performance.now();
  await demoteOld();
  await open();
  await waitUntil(() => reasons.length === RENEWALS_WATCHED, { what: `${RENEWALS_WATCHED} renewals` });
  expect(performance.now() - since).toBeGreaterThan(RENEWALS_WATCHED * RENEWAL_DELAY_MIN_MS);
});

test('connections that notice at the same time share one renewal', async () => {
  const many = await Promise.all([open(), open(), open()]);
  await failOver();
  const replies = await Promise.allSettled(many.flatMap((one) => [one.set('a', '1'), one.set('b', '1')]));
  expect(replies.every(({ status }) => status === 'rejected')).toBe(true);
  for (const one of many) await untilAt(one, next.port);
  expect(reasons).toHaveLength(1);
});

test('a refusal for another reason causes no renewal', async () => {
  const commands = await open();
  await old.client.configSet('min-replicas-to-write', '1');
  const refusal: unknown = await commands.set('a', '1').catch((error: unknown) => error);
  await old.client.configSet('min-replicas-to-write', '0');
  expect([String(refusal), isElsewhere(refusal)]).toEqual([expect.stringContaining('NOREPLICAS'), false]);
  expect(reasons).toEqual([]);
});
