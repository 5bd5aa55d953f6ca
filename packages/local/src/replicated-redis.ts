import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from './free-port.js';
import { lastPrimary, readPlaces, writePlaces, type Places } from './group-places.js';
import { obtainRedis } from './obtain-redis.js';
import type { RunningProcess } from './process.js';
import type { RedisProgram } from './redis-program.js';
import { startSentinel } from './redis-sentinel.js';
import { startRedisServer, type RedisServer, type RedisServerOptions } from './redis-server.js';
import { followersOf, othersOf, primaryPort, PRIMARY_NAME } from './sentinel-view.js';
import { waitUntil } from './wait-until.js';

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
  'program' | 'password' | 'maxmemory' | 'signalAtOurDeath' | 'args'
> {
  /** Where all of them keep their data; must exist. */
  dir: string;
  /** Besides the primary; default 1. */
  replicas?: number;
  /** Whether one more server follows the first replica, so that one is there when that takes over; default false. */
  spare?: boolean;
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
  /** Resolves when as many servers as were asked for follow the primary, and every sentinel knows that they could take over. */
  untilReplicated(): Promise<void>;
  /**
   * Kills a server and starts an empty one at another address: another machine in the place of a lost one. It is a
   * replica of one that is left, which need not be the primary yet.
   */
  replace(lost: RedisServer): Promise<void>;
  /** Starts a server anew with its data: as a replica of the primary of now, unless it is that itself. */
  rejoin(server: RedisServer): Promise<void>;
  /** Starts sentinels anew that have ended. */
  reviveSentinels(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts them on 127.0.0.1, or starts those again that the directory holds, with the primary that they had. Resolves when the
 * sentinels know replicas that could take over.
 */
export async function startReplicatedRedis(options: ReplicatedRedisOptions): Promise<ReplicatedRedis> {
  const { dir, replicas = REPLICAS_DEFAULT, spare = false, password } = options;
  const args = [...IN_HASTE, ...(options.args ?? [])];
  const program = options.program ?? (await obtainRedis());
  const places = await readPlaces(dir, replicas + 1 + Number(spare), SENTINELS);
  const servers: RedisServer[] = [];
  const sentinels: RunningProcess[] = [];
  const stop = async () => {
    // The sentinels first: nobody is to take over from a primary that is meant to stop.
    await Promise.all(sentinels.map((sentinel) => sentinel.stop()));
    await Promise.all(servers.map((server) => server.stop()));
  };
  const following = (port: number) => [...args, '--replicaof', '127.0.0.1', String(port)];
  async function add(index: number, port: number, own: readonly string[]): Promise<void> {
    const serverDir = join(dir, `server-${index}`);
    await mkdir(serverDir, { recursive: true });
    servers.push(await startRedisServer({ ...options, program, dir: serverDir, port, args: own }));
  }
  const startAll = async () => {
    const first = (await lastPrimary(sentinelDirs(dir))) ?? places.servers[0] ?? 0;
    const others = places.servers.filter((port) => port !== first);
    for (const port of [first, ...others]) {
      const follows = spare && port === others.at(-1) ? (others[0] ?? first) : first;
      await add(places.servers.indexOf(port), port, port === first ? args : following(follows));
    }
    await startSentinels(options, program, places, first, sentinels);
  };
  try {
    await startAll();
    const group = control(places.sentinels, servers, replicas);
    const login = password === undefined ? '' : `:${encodeURIComponent(password)}@`;
    const hosts = places.sentinels.map((port) => `127.0.0.1:${port}`).join();
    await group.untilReplicated();
    return {
      ...group,
      url: `redis+sentinel://${login}${hosts}/${PRIMARY_NAME}`,
      sentinelPorts: places.sentinels,
      servers,
      async replace(lost) {
        await lost.kill();
        await rm(lost.dir, { recursive: true, force: true });
        servers.splice(servers.indexOf(lost), 1);
        const [left] = servers;
        if (left === undefined) throw new Error('the last server is lost, and all data with it');
        const port = await freePort();
        await add(places.servers.push(port) - 1, port, following(left.port));
        await writePlaces(dir, places);
      },
      async rejoin(server) {
        const primary = await group.primary();
        await server.restart(primary === server ? args : following(primary.port));
      },
      async reviveSentinels() {
        const gone = sentinels.filter((sentinel) => sentinel.exit() !== undefined);
        sentinels.splice(0, sentinels.length, ...sentinels.filter((sentinel) => !gone.includes(sentinel)));
        if (gone.length > 0) await startSentinels(options, program, places, 0, sentinels);
      },
      stop,
    };
  } catch (error) {
    await stop().catch(() => 'the first failure says more');
    throw error;
  }
}

/** What the sentinels say of the servers. */
function control(sentinelPorts: readonly number[], servers: readonly RedisServer[], replicas: number) {
  async function primary(): Promise<RedisServer> {
    const port = await primaryPort(sentinelPorts);
    const found = servers.find((server) => server.port === port);
    if (found === undefined) throw new Error(`the sentinels name a primary that is none of ours: port ${port}`);
    return found;
  }
  async function isReplicated(): Promise<boolean> {
    const { port } = await primary();
    const others = servers.map((server) => server.port).filter((other) => other !== port);
    const known = await Promise.all(sentinelPorts.map(followersOf));
    return known.every((ports) => others.filter((other) => ports.includes(other)).length >= replicas);
  }
  return {
    primary,
    async untilReplicated() {
      await waitUntil(isReplicated, { what: 'the replicas to follow the primary', deadlineMs: JOIN_DEADLINE_MS });
    },
  };
}

const sentinelDirs = (dir: string) => Array.from({ length: SENTINELS }, (_, i) => join(dir, `sentinel-${i}`));

/** Those that do not run. */
async function startSentinels(
  { dir, password, downAfterMs = DOWN_AFTER_DEFAULT_MS }: ReplicatedRedisOptions,
  program: RedisProgram,
  places: Places,
  primary: number,
  sentinels: RunningProcess[],
): Promise<void> {
  const watched = { primaryName: PRIMARY_NAME, primaryPort: primary, password, quorum: QUORUM };
  const bounds = { downAfterMs, failoverTimeoutMs: FAILOVER_TIMEOUT_MS };
  for (const [i, sentinelDir] of sentinelDirs(dir).entries()) {
    const port = places.sentinels[i] ?? 0;
    if (sentinels.some(({ name }) => name.endsWith(` ${port}`))) continue;
    sentinels.push(await startSentinel({ program, dir: sentinelDir, port, ...watched, ...bounds }));
  }
  const know = async () => (await Promise.all(places.sentinels.map(othersOf))).every((count) => count >= SENTINELS - 1);
  await waitUntil(know, { what: 'the sentinels to know each other', deadlineMs: JOIN_DEADLINE_MS });
}
