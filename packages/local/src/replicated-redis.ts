import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { connectOnce } from './client-once.js';
import { freePort } from './free-port.js';
import { obtainRedis } from './obtain-redis.js';
import type { RunningProcess } from './process.js';
import type { RedisProgram } from './redis-program.js';
import { startSentinel } from './redis-sentinel.js';
import { startRedisServer, type RedisServer, type RedisServerOptions } from './redis-server.js';
import { waitUntil } from './wait-until.js';

/** The name under which the sentinels watch the primary. */
export const PRIMARY_NAME = 'stockade';
const SENTINELS = 3;
const QUORUM = 2;
const REPLICAS_DEFAULT = 1;
const DOWN_AFTER_DEFAULT_MS = 1_000;
const FAILOVER_TIMEOUT_MS = 6_000;
const JOIN_DEADLINE_MS = 20_000;
/** A replica that joins gets the data at once, and not after 5 s in which others might join. */
const IN_HASTE = ['--repl-diskless-sync-delay', '0'];

export interface ReplicatedRedisOptions extends Pick<
  RedisServerOptions,
  'program' | 'password' | 'maxmemory' | 'appendfsync' | 'signalAtOurDeath' | 'args'
> {
  /** Where all of them keep their data; must exist. */
  dir: string;
  /** Besides the primary; default 1. */
  replicas?: number;
  /** After how long a silence a primary counts as gone, in ms; default 1 s. */
  downAfterMs?: number;
}

/** A primary, its replicas, and three sentinels that replace the primary when it is gone. */
export interface ReplicatedRedis {
  /** `redis+sentinel://…` */
  readonly url: string;
  readonly sentinelPorts: readonly number[];
  /** The data servers that were not lost, in the order in which they were started. */
  readonly servers: readonly RedisServer[];
  /** The one that the sentinels call the primary now. */
  primary(): Promise<RedisServer>;
  /** Resolves when all servers but the primary follow it, and every sentinel knows that they could take over. */
  untilReplicated(): Promise<void>;
  /**
   * Kills a server and starts an empty one at another address: another machine in the place of a lost one. It is a
   * replica of one that is left, which need not be the primary yet.
   */
  replace(lost: RedisServer): Promise<void>;
  /** Starts a server anew with its data, as a replica of the primary of now. */
  rejoin(server: RedisServer): Promise<void>;
  stop(): Promise<void>;
}

/** Starts them on 127.0.0.1; resolves when all replicas follow the primary and all sentinels know all of them. */
export async function startReplicatedRedis(options: ReplicatedRedisOptions): Promise<ReplicatedRedis> {
  const { dir, replicas = REPLICAS_DEFAULT, password } = options;
  const args = [...IN_HASTE, ...(options.args ?? [])];
  const program = options.program ?? (await obtainRedis());
  const servers: RedisServer[] = [];
  const sentinels: RunningProcess[] = [];
  const stop = async () => {
    // The sentinels first: nobody is to take over from a primary that is meant to stop.
    await Promise.all(sentinels.map((sentinel) => sentinel.stop()));
    await Promise.all(servers.map((server) => server.stop()));
  };
  const replicaOf = (port: number) => [...args, '--replicaof', '127.0.0.1', String(port)];
  let started = 0;
  async function add(own: readonly string[]): Promise<void> {
    const serverDir = join(dir, `server-${started++}`);
    await mkdir(serverDir, { recursive: true });
    servers.push(await startRedisServer({ ...options, program, dir: serverDir, args: own }));
  }
  try {
    await add(args);
    while (servers.length <= replicas) await add(replicaOf(servers[0]?.port ?? 0));
    const sentinelPorts = await startSentinels(options, program, servers, sentinels);
    const login = password === undefined ? '' : `:${encodeURIComponent(password)}@`;
    const url = `redis+sentinel://${login}${sentinelPorts.map((port) => `127.0.0.1:${port}`).join()}/${PRIMARY_NAME}`;

    async function primary(): Promise<RedisServer> {
      const port = await primaryPort(sentinelPorts);
      const found = servers.find((server) => server.port === port);
      if (found === undefined) throw new Error(`the sentinels name a primary that is none of ours: port ${port}`);
      return found;
    }
    async function isReplicated(): Promise<boolean> {
      const { port } = await primary();
      const others = servers.filter((server) => server.port !== port).map((server) => server.port);
      const known = await Promise.all(sentinelPorts.map(followersOf));
      return known.every((ports) => others.every((other) => ports.includes(other)));
    }
    const untilReplicated = async () => {
      await waitUntil(isReplicated, { what: 'the replicas to follow the primary', deadlineMs: JOIN_DEADLINE_MS });
    };
    const rejoin = async (server: RedisServer) => server.restart(replicaOf((await primary()).port));
    await untilReplicated();
    return {
      url,
      sentinelPorts,
      servers,
      primary,
      untilReplicated,
      async replace(lost) {
        await lost.kill();
        await rm(lost.dir, { recursive: true, force: true });
        servers.splice(servers.indexOf(lost), 1);
        const [left] = servers;
        if (left === undefined) throw new Error('the last server is lost, and all data with it');
        await add(replicaOf(left.port));
      },
      rejoin,
      stop,
    };
  } catch (error) {
    await stop().catch(() => 'the first failure says more');
    throw error;
  }
}

async function startSentinels(
  { dir, password, downAfterMs = DOWN_AFTER_DEFAULT_MS }: ReplicatedRedisOptions,
  program: RedisProgram,
  servers: readonly RedisServer[],
  sentinels: RunningProcess[],
): Promise<number[]> {
  const [first] = servers;
  if (first === undefined) throw new Error('sentinels need a primary');
  const watched = { primaryName: PRIMARY_NAME, primaryPort: first.port, password, quorum: QUORUM };
  const bounds = { downAfterMs, failoverTimeoutMs: FAILOVER_TIMEOUT_MS };
  const ports: number[] = [];
  for (let i = 0; i < SENTINELS; i++) {
    const port = await freePort();
    sentinels.push(await startSentinel({ program, dir: join(dir, `sentinel-${i}`), port, ...watched, ...bounds }));
    ports.push(port);
  }
  const know = async () => {
    const views = await Promise.all(ports.map((port) => askSentinel(port, 'MASTER')));
    return views.every((view) => Number(fieldsOf(view)['num-other-sentinels']) >= SENTINELS - 1);
  };
  await waitUntil(know, { what: 'the sentinels to know each other', deadlineMs: JOIN_DEADLINE_MS });
  return ports;
}

/** What the sentinel with the newest configuration says; they differ while a failover spreads. */
async function primaryPort(sentinelPorts: readonly number[]): Promise<number> {
  const views = await Promise.all(sentinelPorts.map((port) => askSentinel(port, 'MASTER').catch(() => undefined)));
  const latest = views
    .flatMap((view) => (view === undefined ? [] : [fieldsOf(view)]))
    .toSorted((a, b) => Number(b['config-epoch']) - Number(a['config-epoch']))[0];
  if (latest === undefined) throw new Error('no sentinel answers');
  return Number(latest['port']);
}

/** The ports of the replicas that this sentinel takes for healthy. */
async function followersOf(sentinelPort: number): Promise<number[]> {
  const views = await askSentinel(sentinelPort, 'REPLICAS');
  return (Array.isArray(views) ? views : [])
    .map(fieldsOf)
    .filter((fields) => fields['flags'] === 'slave' && fields['master-link-status'] === 'ok')
    .map((fields) => Number(fields['port']));
}

async function askSentinel(port: number, what: 'MASTER' | 'REPLICAS'): Promise<unknown> {
  const client = await connectOnce(`redis://127.0.0.1:${port}`);
  try {
    return await client.sendCommand(['SENTINEL', what, PRIMARY_NAME]);
  } finally {
    client.destroy();
  }
}

const fieldsOf = (view: unknown): Readonly<Record<string, unknown>> =>
  typeof view === 'object' && view !== null ? { ...view } : {};
