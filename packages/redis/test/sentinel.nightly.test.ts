import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { startReplicatedRedis, useLeakCheck, waitUntil, type ReplicatedRedis } from '@stockade/testing';
import {
  connectInBackground,
  connectTracked,
  makeConfirmation,
  makeRedis,
  makeRenewal,
  whenReady,
  type Redis,
} from '../src/index.js';

const START_TIMEOUT_MS = 60_000;
const READY_DEADLINE_MS = 5_000;
/** How long the sentinels of the tests take: a second of silence, an election, and a slow machine. */
const FAILOVER_MAX_MS = 15_000;

let dir: string;
let group: ReplicatedRedis;
let renewals: string[] = [];
const opened: { destroy(): void }[] = [];

useLeakCheck();
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'stockade-sentinel-'));
  group = await startReplicatedRedis({ dir });
}, START_TIMEOUT_MS);
afterAll(async () => {
  await group.stop();
  await rm(dir, { recursive: true });
});
beforeEach(async () => {
  renewals = [];
  await group.untilReplicated();
});
afterEach(() => {
  for (const one of opened.splice(0)) one.destroy();
});

const options = () => ({
  url: group.url,
  name: 'under-test',
  onError: () => {},
  renewal: makeRenewal((reason) => renewals.push(reason)),
});

async function open(): Promise<Redis> {
  const client = makeRedis(options());
  opened.push(client);
  connectInBackground(client);
  await whenReady(client, AbortSignal.timeout(READY_DEADLINE_MS));
  return client;
}

/** Resolves when a write gets through, and answers on which port. */
async function writes(client: Redis, key: string): Promise<number> {
  let port = 0;
  const write = async () => {
    await client.set(key, '1');
    port = Number(/^tcp_port:(\d+)/m.exec(await client.info('server'))?.[1]);
    return port !== 0;
  };
  await waitUntil(() => write().catch(() => false), { what: 'a write to get through', deadlineMs: FAILOVER_MAX_MS });
  return port;
}

test('a client goes with the primary when that is killed, and a confirmed write is there', async () => {
  const client = await open();
  const confirmation = makeConfirmation({ replicasMin: 1, commands: client, connect: () => makeRedis(options()) });
  opened.push({ destroy: confirmation.close });
  await waitUntil(async () => (await confirmation.trouble()) === null, { what: 'writes to be confirmed' });
  const old = await group.primary();
  const since = confirmation.mark();
  await client.set('confirmed', 'kept');
  await confirmation.confirmed(since);
  await old.kill();
  expect(await writes(client, 'after')).not.toBe(old.port);
  expect(await client.get('confirmed')).toBe('kept');
  await group.replace(old);
}, 60_000);

test('a client leaves a frozen primary, and no command waits for that one', async () => {
  const client = await open();
  const old = await group.primary();
  await old.signal('SIGSTOP');
  const waiting = client.get('anything').then(
    () => 'answered',
    () => 'failed',
  );
  expect(await writes(client, 'meanwhile')).not.toBe(old.port);
  expect(await waiting).toBe('failed');
  await old.signal('SIGCONT');
  // It still takes itself for the primary for a while.
  await waitUntil(async () => (await group.primary()) !== old, { what: 'the sentinels to agree' });
  await client.set('later', '1');
}, 60_000);

test('a tracked connection goes too, and says that anything may have changed', async () => {
  const tracked = connectTracked(options());
  opened.push({ destroy: tracked.close });
  await whenReady(tracked.redis, AbortSignal.timeout(READY_DEADLINE_MS));
  const invalidated: (string | null)[] = [];
  tracked.onInvalidated((key) => invalidated.push(key));
  const old = await group.primary();
  await old.kill();
  await waitUntil(() => invalidated.includes(null), { what: 'a new connection', deadlineMs: FAILOVER_MAX_MS });
  const other = await open();
  await waitUntil(
    () =>
      tracked.redis.get('watched').then(
        () => true,
        () => false,
      ),
    { what: 'a tracked read', deadlineMs: FAILOVER_MAX_MS },
  );
  await writes(other, 'watched');
  await waitUntil(() => invalidated.includes('watched'), { what: 'the invalidation' });
  await group.rejoin(old);
}, 60_000);

test('a client goes with the primary when an operator moves it, with nothing broken', async () => {
  const client = await open();
  const old = await group.primary();
  const sentinel = makeRedis({
    url: `redis://127.0.0.1:${group.sentinelPorts[0]}`,
    name: 'operator',
    onError: () => {},
  });
  opened.push(sentinel);
  await sentinel.connect();
  await sentinel.sendCommand(['SENTINEL', 'FAILOVER', 'stockade']);
  await waitUntil(async () => (await writes(client, 'moved')) !== old.port, {
    what: 'the client to move',
    deadlineMs: FAILOVER_MAX_MS,
  });
}, 60_000);
