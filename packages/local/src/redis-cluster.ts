import { rm } from 'node:fs/promises';
import { makeNodeStarter, nodeName, nodesIn, numberOf, rememberedBy, type ClusterNodeOptions } from './cluster-node.js';
import { followNode, formCluster, HASH_SLOTS, meet, moveSlots } from './cluster-slots.js';
import { nodesSeenBy, ownLine, ownLines, withNode, type NodeLine } from './cluster-view.js';
import { insist } from './insist.js';
import type { RedisServer } from './redis-server.js';
import { waitUntil } from './wait-until.js';

const PRIMARIES_DEFAULT = 3;
const REPLICAS_DEFAULT = 1;
const JOIN_DEADLINE_MS = 20_000;
const FAILOVER_DEADLINE_MS = 20_000;
const FAILED = ['fail', 'fail?', 'handshake'];

export interface RedisClusterOptions extends ClusterNodeOptions {
  /** How many share the slots; default 3. */
  primaries?: number;
  /** Of each primary; default 1. */
  replicas?: number;
}

/** A Redis Cluster on 127.0.0.1. */
export interface RedisCluster {
  /** `redis+cluster://…`, with the nodes of now: after some losses none of the first may be left. */
  readonly url: string;
  /** The nodes that were not lost, in the order in which they were started. */
  readonly servers: readonly RedisServer[];
  /** Those that have slots now. */
  primaries(): Promise<RedisServer[]>;
  /** The one that has the slot of this key now. */
  primaryOf(key: string): Promise<RedisServer>;
  /** Those that follow a primary and answer. */
  replicasOf(primary: RedisServer): Promise<RedisServer[]>;
  /** Has a replica take over from its primary, which lives on as its replica; false when it is refused now. */
  failOver(primary: RedisServer): Promise<boolean>;
  /** Resolves when all slots are served, and every primary with slots has its replicas. */
  untilReplicated(): Promise<void>;
  /**
   * Kills a node and deletes its data, waits until another has its slots, and has an empty one join in its place: another machine
   * in the place of a lost one.
   */
  replace(lost: RedisServer): Promise<void>;
  /** Has an empty primary join, without replicas. */
  addPrimary(): Promise<RedisServer>;
  /** Moves the first so many slots of a node, while they are used. */
  moveSlots(from: RedisServer, to: RedisServer, count: number): Promise<void>;
  /** Moves the slot of a key, while it is used. */
  moveSlotOf(key: string, to: RedisServer): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts a cluster, or starts the one again that the directory holds, with its data. Resolves when every primary has its replicas.
 */
export async function startRedisCluster(options: RedisClusterOptions): Promise<RedisCluster> {
  const { dir, primaries = PRIMARIES_DEFAULT, replicas = REPLICAS_DEFAULT, password } = options;
  const servers: RedisServer[] = [];
  const stop = async () => {
    await Promise.all(servers.map((server) => server.stop()));
  };
  const start = await makeNodeStarter(options);
  const add = async (number: number) => {
    const server = await start(nodeName(number));
    servers.push(server);
    return server;
  };
  try {
    const before = (await nodesIn(dir)).map(numberOf);
    const numbers = before.length > 0 ? before : [...Array(primaries * (1 + replicas)).keys()];
    for (const number of numbers) await add(number);
    const lines = await ownLines(servers);
    if (lines.every(({ line }) => line.slots.length === 0)) await formCluster(servers, primaries);
    const group = control(servers, replicas, password);
    await group.untilReplicated();
    const login = password === undefined ? '' : `:${encodeURIComponent(password)}@`;
    let added = Math.max(...numbers) + 1;
    const join = async () => {
      const server = await add(added++);
      await meet([server], servers);
      return server;
    };
    return {
      ...group,
      get url() {
        return `redis+cluster://${login}${servers.map(({ port }) => `127.0.0.1:${port}`).join()}`;
      },
      servers,
      addPrimary: join,
      async replace(lost) {
        const { id = '' } = (await rememberedBy(lost.dir)) ?? {};
        await lost.kill();
        await rm(lost.dir, { recursive: true, force: true });
        servers.splice(servers.indexOf(lost), 1);
        const bereaved = await group.primaryWithFewestReplicas();
        await group.forget(id);
        await followNode(await join(), bereaved);
      },
      stop,
    };
  } catch (error) {
    await stop().catch(() => 'the first failure says more');
    throw error;
  }
}

function control(servers: readonly RedisServer[], replicas: number, password?: string) {
  /** Of two that claim it, the one with the higher epoch has it. On its way it may be nobody's at the instant of a look. */
  function ownerOf(slot: number): Promise<RedisServer> {
    const look = async () => {
      const claims = (await ownLines(servers)).filter(({ line }) => line.slots.includes(slot));
      return claims.toSorted((one, other) => other.line.epoch - one.line.epoch)[0]?.server;
    };
    return waitUntil(look, { what: `a node to have slot ${slot}`, deadlineMs: FAILOVER_DEADLINE_MS });
  }
  const slotOf = async (key: string) =>
    Number(await Promise.any(servers.map((server) => withNode(server, (ask) => ask('CLUSTER', 'KEYSLOT', key)))));

  async function isReplicated(): Promise<boolean> {
    const views = await Promise.all(servers.map(nodesSeenBy));
    const links = await Promise.all(servers.map(isWell));
    return links.every(Boolean) && views.every((view) => haveReplicas(view, replicas));
  }

  async function replicasOf(primary: RedisServer): Promise<RedisServer[]> {
    const [lines, { id }] = await Promise.all([ownLines(servers), ownLine(primary)]);
    return lines.filter(({ line }) => line.follows === id).map(({ server }) => server);
  }

  return {
    replicasOf,
    async failOver(primary: RedisServer) {
      const [replica] = await replicasOf(primary).catch(() => []);
      if (replica === undefined) return false;
      return withNode(replica, (ask) => ask('CLUSTER', 'FAILOVER')).then(
        () => true,
        () => false,
      );
    },
    async primaries() {
      return (await ownLines(servers)).flatMap(({ server, line }) => (line.slots.length > 0 ? server : []));
    },
    async primaryOf(key: string) {
      return ownerOf(await slotOf(key));
    },
    async untilReplicated() {
      await waitUntil(isReplicated, { what: 'every primary to have its replicas', deadlineMs: JOIN_DEADLINE_MS });
    },
    /** Waits until all slots are served. */
    async primaryWithFewestReplicas(): Promise<RedisServer> {
      const find = async () => {
        const lines = await ownLines(servers);
        const owners = lines.filter(({ line }) => line.slots.length > 0);
        if (new Set(owners.flatMap(({ line }) => line.slots)).size < HASH_SLOTS) return undefined;
        const count = (id: string) => lines.filter(({ line }) => line.follows === id).length;
        return owners.toSorted((one, other) => count(one.line.id) - count(other.line.id))[0]?.server;
      };
      return waitUntil(find, { what: 'another node to have the slots', deadlineMs: FAILOVER_DEADLINE_MS });
    },
    async forget(id: string) {
      const forgets = (server: RedisServer) =>
        withNode(server, (ask) => ask('CLUSTER', 'FORGET', id)).catch((error: unknown) => {
          if (!String(error).includes('Unknown node')) throw error;
        });
      const all = async () => (await Promise.all(servers.map(forgets))).length > 0;
      await waitUntil(all, { what: 'the others to forget the lost node', deadlineMs: FAILOVER_DEADLINE_MS });
    },
    async moveSlots(from: RedisServer, to: RedisServer, count: number) {
      const { slots } = await insist(() => ownLine(from));
      await moveSlots(slots.slice(0, count), [from, to], servers, password);
    },
    async moveSlotOf(key: string, to: RedisServer) {
      const slot = await slotOf(key);
      const from = await ownerOf(slot);
      if (from !== to) await moveSlots([slot], [from, to], servers, password);
    },
  };
}

/** Whether it serves, which a primary does some time after it has started again, and follows its primary if it is a replica. */
async function isWell(server: RedisServer): Promise<boolean> {
  const [state, replication] = await withNode(server, (ask) =>
    Promise.all([ask('CLUSTER', 'INFO'), ask('INFO', 'replication')]),
  );
  const isFollowing = !/^role:slave/m.test(String(replication)) || /^master_link_status:up/m.test(String(replication));
  return /^cluster_state:ok/m.test(String(state)) && /^cluster_slots_ok:16384/m.test(String(state)) && isFollowing;
}

function haveReplicas(view: readonly NodeLine[], replicas: number): boolean {
  const isUp = ({ flags }: NodeLine) => !flags.some((flag) => FAILED.includes(flag));
  const count = (id: string) => view.filter((line) => line.follows === id && isUp(line)).length;
  return view.every((line) => line.slots.length === 0 || (isUp(line) && count(line.id) >= replicas));
}
