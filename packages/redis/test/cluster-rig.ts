import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { startRedisCluster, useLeakCheck, waitUntil, type RedisCluster } from '@stockade/testing';
import { ClientOfflineError, ErrorReply } from 'redis';
import { hashSlotOf } from '../src/hash-slot.js';
import {
  connectInBackground,
  isUnavailable,
  makeRedis,
  whenReady,
  type ConnectOptions,
  type Redis,
  type Tracked,
} from '../src/index.js';

const PRIMARIES = 3;
const START_TIMEOUT_MS = 60_000;
const READY_DEADLINE_MS = 10_000;
const WRITERS = 8;
/** How long a command may take to say that Redis is unavailable. */
const ANSWER_MAX_MS = 1_000;
/** Longer than all that a test does before it writes one. */
const ENTRY_MAX_MS = 80_000;
/** A silence of two seconds, an election, and a slow machine. */
export const FAILOVER_MAX_MS = 20_000;

/** A real cluster of three primaries with a replica each for a test file; what is opened ends with each test. */
export function useClusterRig() {
  let present: { dir: string; cluster: RedisCluster } | undefined;
  const opened: { destroy(): void }[] = [];
  const cluster = () => {
    if (present === undefined) throw new Error('the cluster runs from beforeAll on');
    return present.cluster;
  };

  useLeakCheck();
  beforeAll(async () => {
    const dir = await mkdtemp(join(tmpdir(), 'stockade-cluster-'));
    present = { dir, cluster: await startRedisCluster({ dir, primaries: PRIMARIES }) };
  }, START_TIMEOUT_MS);
  afterEach(() => {
    for (const one of opened.splice(0)) one.destroy();
  });
  afterAll(async () => {
    await present?.cluster.stop();
    if (present) await rm(present.dir, { recursive: true });
  });

  const options = () => ({ url: cluster().url, name: 'under-test', onError: () => {} });
  function closeLater<One extends { destroy(): void }>(one: One): One {
    opened.push(one);
    return one;
  }
  async function open(how: ConnectOptions): Promise<Redis> {
    const client = closeLater(makeRedis(how));
    connectInBackground(client);
    await whenReady(client, AbortSignal.timeout(READY_DEADLINE_MS));
    return client;
  }

  return {
    cluster,
    options,
    closeLater,
    open: (primaryOf?: string) => open(primaryOf === undefined ? options() : { ...options(), primaryOf }),
    /** A plain client to one node. */
    openAt: (url: string) => open({ ...options(), url }),
    /** One tag for each primary that has slots. */
    async tags(): Promise<string[]> {
      const found = new Map<number, string>();
      for (let i = 0; found.size < PRIMARIES; i++) {
        const { port } = await cluster().primaryOf(`{${i}}`);
        if (!found.has(port)) found.set(port, `{${i}}`);
      }
      return [...found.values()];
    },
    /** From now on the slot of a tag is on its way; nothing is moved. Returns a plain client to the node that it leaves. */
    async beginToMove(tag: string, from: { url: string }, to: { url: string }): Promise<Redis> {
      const [source, target] = [await open({ ...options(), url: from.url }), await open({ ...options(), url: to.url })];
      const ids = await Promise.all([source, target].map((node) => node.sendCommand<string>(['CLUSTER', 'MYID'])));
      const slot = String(hashSlotOf(tag));
      await target.sendCommand(['CLUSTER', 'SETSLOT', slot, 'IMPORTING', ids[0] ?? '']);
      await source.sendCommand(['CLUSTER', 'SETSLOT', slot, 'MIGRATING', ids[1] ?? '']);
      return source;
    },
    async makeDir(): Promise<string> {
      const dir = join(present?.dir ?? '', 'another');
      await mkdir(dir, { recursive: true });
      return dir;
    },
  };
}

/** How a command ends. */
export const outcomeOf = (reply: Promise<unknown>) =>
  reply.then(
    () => 'answered',
    (error: unknown) => (isUnavailable(error) ? 'unavailable' : String(error)),
  );

/** Repeats a command while Redis is unavailable for it. Fails when that takes longer than a second to be said. */
export async function untilItWorks<Reply>(command: () => Promise<Reply>): Promise<Reply> {
  const attempt = async () => {
    const beganAt = performance.now();
    try {
      return { reply: await command() };
    } catch (error) {
      if (!isUnavailable(error)) return { error };
      return performance.now() - beganAt > ANSWER_MAX_MS ? { error: new Error('it took longer than a second') } : null;
    }
  };
  const outcome = await waitUntil(attempt, { what: 'a command to get through', deadlineMs: FAILOVER_MAX_MS });
  if ('error' in outcome) throw outcome.error;
  return outcome.reply;
}

/** Reads the next entry of a stream for a group, whatever happens to the connection and to the key meanwhile. */
export function nextEntry(reader: Redis, stream: string): Promise<unknown> {
  const read = async () => {
    const reply = await reader.xReadGroup('group', 'one', { key: stream, id: '>' }, { BLOCK: 1_000, COUNT: 1 });
    return reply?.[0]?.messages[0]?.message;
  };
  return waitUntil(read, { what: 'an entry', deadlineMs: ENTRY_MAX_MS });
}

export interface Writes {
  acknowledged: number;
  /** Answered with an error, or not sent, so they have not happened. */
  refused: number;
  /** The connection was lost, so they may have happened. */
  unknown: number;
}

/** Adds to a counter, several at a time, until `end` is called. */
export function addUp(redis: Redis, key: string): { writes: Writes; end: () => Promise<Writes> } {
  const writes = { acknowledged: 0, refused: 0, unknown: 0 };
  const over = new AbortController();
  async function addOn(): Promise<void> {
    while (!over.signal.aborted) {
      try {
        await redis.incr(key);
        writes.acknowledged += 1;
      } catch (error) {
        if (!isUnavailable(error)) throw error;
        if (error instanceof ErrorReply || error instanceof ClientOfflineError) writes.refused += 1;
        else writes.unknown += 1;
        await nextTurn();
      }
    }
  }
  const writers = Array.from({ length: WRITERS }, addOn);
  return {
    writes,
    async end() {
      over.abort();
      await Promise.all(writers);
      return writes;
    },
  };
}

/** Reads a key at each tag, changes it elsewhere, and resolves when all changes were told. */
export async function untilTold(redis: Redis, tracked: Tracked, tags: readonly string[]): Promise<void> {
  const told = new Set<string | null>();
  const end = tracked.onInvalidated((key) => told.add(key));
  for (const tag of tags) {
    await untilItWorks(() => tracked.redis.get(`${tag}:watched`));
    await redis.incr(`${tag}:watched`);
  }
  await waitUntil(() => tags.every((tag) => told.has(`${tag}:watched`)), { what: 'each change to be told' });
  end();
}
