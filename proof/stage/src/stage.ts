import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRedisServer, startStack, type RedisServer, type Stack, type StackOptions } from '@stockade/local';
import { connectInBackground, makeRedis, whenReady, type Redis } from '@stockade/redis';

const CONNECT_DEADLINE_MS = 60_000;
/** After a kill Redis reads everything again; a million orders take it a while. */
const REDIS_READY_DEADLINE_MS = 300_000;

/** Where a run says how it goes, a line at a time. */
export type Say = (line: string) => void;

/** A whole system of its own, and a connection past its services. */
export interface Stage {
  server: RedisServer;
  redis: Redis;
  stack: Stack;
}

export interface StageOptions extends Omit<StackOptions, 'redisUrl'> {
  /** Of the connection and of the directory of Redis. */
  name: string;
}

/** Starts a Redis that forgets nothing and the services on it, lets the play go on, and takes everything down. */
export async function onStage<Result>(
  { name, ...stackOptions }: StageOptions,
  say: Say,
  play: (stage: Stage) => Promise<Result>,
): Promise<Result> {
  const dir = await mkdtemp(join(tmpdir(), `stockade-${name}-`));
  const server = await startRedisServer({ dir, appendfsync: 'always', readyDeadlineMs: REDIS_READY_DEADLINE_MS });
  const redis = makeRedis({ url: server.url, name, onError: () => 'Redis may be killed now and then' });
  connectInBackground(redis);
  let stack: Stack | undefined;
  try {
    await whenReady(redis, AbortSignal.timeout(CONNECT_DEADLINE_MS));
    say(`look on with REDIS_URL=${server.url} npm run ops -- streams`);
    stack = await startStack({ redisUrl: server.url, ...stackOptions });
    return await play({ stack, server, redis });
  } finally {
    await stack?.stop().catch((error: unknown) => say(`not all services stopped by themselves: ${String(error)}`));
    redis.destroy();
    await server.stop();
    await rm(dir, { recursive: true });
  }
}
