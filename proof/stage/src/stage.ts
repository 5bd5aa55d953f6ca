import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  SERVICE_NAMES,
  startHoldingProxy,
  startRedisCluster,
  startRedisServer,
  startReplicatedRedis,
  startStack,
  type HoldingProxy,
  type RedisCluster,
  type RedisServer,
  type ReplicatedRedis,
  type ServiceName,
  type Stack,
  type StackOptions,
} from '@stockade/local';
import { connectInBackground, makeRedis, whenReady, type Redis } from '@stockade/redis';

const CONNECT_DEADLINE_MS = 60_000;
/** After a kill Redis reads everything again; a million orders take it a while. */
const REDIS_READY_DEADLINE_MS = 300_000;
const ACL_FILE = 'users.acl';
/** Of the payment provider, beside Redis and none of its business. */
const LEDGER_FILE = 'payment-ledger.jsonl';
/**
 * Each service has a Redis user of its own, who may do everything until a right is taken away. Redis reads this file when
 * it starts, so it is also what a restart goes back to.
 */
const ACL = ['default', ...SERVICE_NAMES].map((user) => `user ${user} on nopass ~* &* +@all\n`).join('');

/** Where a run says how it goes, a line at a time. */
export type Say = (line: string) => void;

/** A whole system of its own, with money outside its Redis, and a connection past its services. */
export interface Stage {
  /** The only one, or the one that was started first. */
  server: RedisServer;
  /** With replicas and sentinels, if that was asked for. */
  group: ReplicatedRedis | undefined;
  /** Several primaries and their replicas, if that was asked for. */
  cluster: RedisCluster | undefined;
  redis: Redis;
  stack: Stack;
  /** Between Redis and the services that were to be behind it. */
  proxy: HoldingProxy;
  /** The ledger of the payment provider outside. */
  ledgerFile: string;
}

export const REDIS_SETUPS = ['single', 'ha', 'cluster'] as const;
export type RedisSetup = (typeof REDIS_SETUPS)[number];

export interface StageOptions extends Omit<StackOptions, 'redisUrl' | 'providerLedger'> {
  /** Of the connection and of the directory of Redis. */
  name: string;
  /** The replica of each service that reaches Redis through the proxy; default none. */
  replicaBehindProxy?: number;
  /**
   * One server, which is the default; one with a replica and sentinels that replace its primary; or a cluster of three primaries with a
   * replica each. Only with one server somebody is behind a proxy.
   */
  setup?: RedisSetup;
  /** Whether the payment provider is the one in the box, which keeps its ledger in Redis; default false. */
  providerInTheBox?: boolean;
}

/** Starts a Redis that forgets nothing and the services on it, lets the play go on, and takes everything down. */
export async function onStage<Result>(
  { name, replicaBehindProxy, setup = 'single', providerInTheBox = false, ...stackOptions }: StageOptions,
  say: Say,
  play: (stage: Stage) => Promise<Result>,
): Promise<Result> {
  const dir = await mkdtemp(join(tmpdir(), `stockade-${name}-`));
  const place = await STARTS[setup](dir, replicaBehindProxy);
  const { url, server, group, cluster, proxy, urlFor } = place;
  const redis = makeRedis({ url, name, onError: () => 'Redis may be killed now and then' });
  connectInBackground(redis);
  let stack: Stack | undefined;
  try {
    await whenReady(redis, AbortSignal.timeout(CONNECT_DEADLINE_MS));
    say(`look on with REDIS_URL=${url} npm run ops -- streams`);
    const ledgerFile = join(dir, LEDGER_FILE);
    stack = await startStack({
      redisUrl: urlFor,
      ...(!providerInTheBox && { providerLedger: ledgerFile }),
      ...stackOptions,
    });
    return await play({ stack, server, group, cluster, redis, proxy, ledgerFile });
  } finally {
    await stack?.stop().catch((error: unknown) => say(`not all services stopped by themselves: ${String(error)}`));
    redis.destroy();
    await proxy.close();
    await place.stop();
    await rm(dir, { recursive: true });
  }
}

/** Where Redis is, and for whom. */
interface Place extends Pick<Stage, 'server' | 'group' | 'cluster' | 'proxy'> {
  url: string;
  urlFor: (service: ServiceName, replica: number) => string;
  stop: () => Promise<void>;
}

async function startSingle(dir: string, replicaBehindProxy: number | undefined): Promise<Place> {
  await writeFile(join(dir, ACL_FILE), ACL);
  const args = ['--aclfile', ACL_FILE];
  const server = await startRedisServer({ dir, args, readyDeadlineMs: REDIS_READY_DEADLINE_MS });
  const proxy = await startHoldingProxy(server.port);
  const portFor = (replica: number) => (replica === replicaBehindProxy ? proxy.port : server.port);
  const urlFor = (service: ServiceName, replica: number) => `redis://${service}:nopass@127.0.0.1:${portFor(replica)}`;
  return { url: server.url, server, group: undefined, cluster: undefined, proxy, urlFor, stop: server.stop };
}

async function startGroup(dir: string): Promise<Place> {
  const aclFile = join(dir, ACL_FILE);
  await writeFile(aclFile, ACL);
  const group = await startReplicatedRedis({ dir, args: ['--aclfile', aclFile] });
  const [server] = group.servers;
  if (server === undefined) throw new Error('this Redis has no server');
  const proxy = await startHoldingProxy(server.port);
  const urlFor = (service: ServiceName) => group.url.replace('://', `://${service}:nopass@`);
  return { url: group.url, server, group, cluster: undefined, proxy, urlFor, stop: group.stop };
}

async function startCluster(dir: string): Promise<Place> {
  const aclFile = join(dir, ACL_FILE);
  await writeFile(aclFile, ACL);
  const cluster = await startRedisCluster({ dir, args: ['--aclfile', aclFile] });
  const [server] = cluster.servers;
  if (server === undefined) throw new Error('this cluster has no server');
  const proxy = await startHoldingProxy(server.port);
  const urlFor = (service: ServiceName) => cluster.url.replace('://', `://${service}:nopass@`);
  return { url: cluster.url, server, group: undefined, cluster, proxy, urlFor, stop: cluster.stop };
}

const STARTS: Readonly<Record<RedisSetup, (dir: string, replicaBehindProxy: number | undefined) => Promise<Place>>> = {
  single: startSingle,
  ha: startGroup,
  cluster: startCluster,
};
