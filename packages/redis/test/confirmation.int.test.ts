import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startRedisServer, useLeakCheck, waitUntil, type RedisServer } from '@stockade/testing';
import {
  connectInBackground,
  makeConfirmation,
  makeRedis,
  NotConfirmedError,
  whenReady,
  type Confirmation,
  type Mark,
  type Redis,
} from '../src/index.js';

const DEADLINE_MS = 5_000;
/** A replica tries to connect once a second. */
const FOLLOWED_DEADLINE_MS = 10_000;
/** Within this a request must be answered. */
const ANSWER_MAX_MS = 1_000;

let dir: string;
let primary: RedisServer;
let replica: RedisServer;
let commands: Redis;
let confirmation: Confirmation;

useLeakCheck({ expectedPids: () => [primary, replica].map((server) => server.pid()) });
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'stockade-confirmation-'));
  primary = await start('primary');
  replica = await start('replica', '--replicaof', '127.0.0.1', String(primary.port));
});
afterAll(async () => {
  await Promise.all([primary.kill(), replica.kill()]);
  await rm(dir, { recursive: true });
});
beforeEach(async () => {
  commands = connect();
  confirmation = makeConfirmation({ replicasMin: 1, commands, connect });
  connectInBackground(commands);
  await whenReady(commands, AbortSignal.timeout(DEADLINE_MS));
  await untilFollowed();
});
afterEach(async () => {
  // Whatever a test that failed has left frozen.
  await Promise.all([primary, replica].map((server) => server.signal('SIGCONT')));
  confirmation.close();
  commands.destroy();
});

async function start(name: string, ...args: string[]): Promise<RedisServer> {
  await mkdir(join(dir, name));
  return startRedisServer({ dir: join(dir, name), args: ['--repl-diskless-sync-delay', '0', ...args] });
}

const connect = () => makeRedis({ url: primary.url, name: 'under-test', onError: () => {} });

/**
 * Waits until the replica confirms a write. One that has just been sent everything confirms no write for up to a second (its
 * primary starts to send the next ones at the first acknowledgement), but whatever was before the first write at once.
 */
async function untilFollowed(): Promise<void> {
  await commands.set('followed', '1');
  const follows = async () => (await confirmation.trouble()) === null;
  await waitUntil(follows, { what: 'the replica to follow', deadlineMs: FOLLOWED_DEADLINE_MS });
}

async function onReplica(key: string): Promise<string | null> {
  const client = makeRedis({ url: replica.url, name: 'looks-at-the-replica', onError: () => {} });
  await client.connect();
  try {
    return await client.get(key);
  } finally {
    client.destroy();
  }
}

test('what is confirmed is on the replica, also what another connection has written', async () => {
  const other = connect();
  await other.connect();
  for (let i = 0; i < 50; i++) {
    const since = confirmation.mark();
    await Promise.all([commands.set(`own:${i}`, 'there'), other.set(`other:${i}`, 'there')]);
    await confirmation.confirmed(since);
    expect(await Promise.all([onReplica(`own:${i}`), onReplica(`other:${i}`)])).toEqual(['there', 'there']);
  }
  other.destroy();
});

test('many tasks of one turn share a question', async () => {
  const before = await callsOf('wait');
  const since = confirmation.mark();
  await Promise.all(Array.from({ length: 100 }, () => confirmation.confirmed(since)));
  expect((await callsOf('wait')) - before).toBeLessThanOrEqual(2);
});

/** Why a task is not confirmed; null when it is. */
const refusalOf = (since: Mark): Promise<string | null> =>
  confirmation.confirmed(since).then(
    () => null,
    (error: unknown) => String(error),
  );

async function callsOf(command: string): Promise<number> {
  const stats = await commands.info('commandstats');
  return [...stats.matchAll(new RegExp(`^cmdstat_${command}(?:aof)?:calls=(\\d+)`, 'gm'))].reduce(
    (sum, [, calls]) => sum + Number(calls),
    0,
  );
}

describe('nothing is confirmed, within a second,', () => {
  test('while the replica is frozen; once it goes on, all is', async () => {
    await replica.signal('SIGSTOP');
    const since = confirmation.mark();
    await commands.set('frozen', '1');
    const startedAt = performance.now();
    await expect(confirmation.confirmed(since)).rejects.toThrow(NotConfirmedError);
    expect(performance.now() - startedAt).toBeLessThan(ANSWER_MAX_MS);
    expect(await confirmation.trouble()).toMatch(/^0 of 1 replicas/);
    await replica.signal('SIGCONT');
    await waitUntil(async () => (await confirmation.trouble()) === null, { what: 'the replica to catch up' });
    await confirmation.confirmed(since);
  });

  test('while the primary is frozen', async () => {
    const since = confirmation.mark();
    await primary.signal('SIGSTOP');
    const startedAt = performance.now();
    await expect(confirmation.confirmed(since)).rejects.toThrow(/did not say/);
    expect(performance.now() - startedAt).toBeLessThan(ANSWER_MAX_MS);
    await primary.signal('SIGCONT');
    await waitUntil(async () => (await confirmation.trouble()) === null, { what: 'the primary to be asked again' });
  });

  test('of a task that began before the primary was started anew', async () => {
    const since = confirmation.mark();
    await primary.kill();
    await primary.restart();
    await whenReady(commands, AbortSignal.timeout(DEADLINE_MS));
    // A replica that has just started may lag behind again, and that is said first.
    const isOld = async () => /made anew/.test((await refusalOf(since)) ?? 'it was confirmed');
    await waitUntil(isOld, { what: 'the task to be told from those of the new connection' });
    await waitUntil(async () => (await refusalOf(confirmation.mark())) === null, {
      what: 'a new task to be confirmed',
    });
    expect(await refusalOf(since)).not.toBeNull();
  });

  test('while the primary does not have it on its own disk, and the replicas are not blamed', async () => {
    const own = await commands.info('server');
    // As a Redis 7.2 with appendfsync everysec answers, which is not on every machine.
    const connectToNewer = (): Redis => {
      const client = connect();
      return Object.create(client, {
        info: { value: () => Promise.resolve(own.replace(/^redis_version:.*$/m, 'redis_version:7.2.0\r')) },
        sendCommand: { value: () => Promise.resolve([0, 1]) },
      });
    };
    const newer = makeConfirmation({ replicasMin: 1, commands, connect: connectToNewer });
    // Its mark is taken when a connection is made.
    commands.destroy();
    await commands.connect();
    await waitUntil(async () => /its own disk.*appendfsync/.test((await newer.trouble()) ?? ''), {
      what: 'the disk to be named',
    });
    await expect(newer.confirmed(newer.mark())).rejects.toThrow(NotConfirmedError);
    newer.close();
  });

  test('when the questions go to another server than the commands', async () => {
    const stranger = makeConfirmation({
      replicasMin: 1,
      commands,
      connect: () => makeRedis({ url: replica.url, name: 'astray', onError: () => {} }),
    });
    // Its mark is taken when a connection is made.
    commands.destroy();
    await commands.connect();
    await expect(stranger.confirmed(stranger.mark())).rejects.toThrow(NotConfirmedError);
    await waitUntil(async () => /moving/.test((await stranger.trouble()) ?? ''), {
      what: 'the difference to be noticed',
    });
    stranger.close();
  });
});

test('one that is closed leaves nothing on the client whose tasks it confirmed', () => {
  const before = commands.listenerCount('ready');
  makeConfirmation({ replicasMin: 1, commands, connect }).close();
  expect(commands.listenerCount('ready')).toBe(before);
});
