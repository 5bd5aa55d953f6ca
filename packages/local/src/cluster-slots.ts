import { nodesSeenBy, ownLine, withNode } from './cluster-view.js';
import { insist } from './insist.js';
import type { RedisServer } from './redis-server.js';
import { waitUntil } from './wait-until.js';

export const HASH_SLOTS = 16_384;
const JOIN_DEADLINE_MS = 20_000;
const HOST = '127.0.0.1';
/** Keys in one MIGRATE, as `redis-cli --cluster reshard` has them. */
const KEYS_AT_ONCE = '10';
const MIGRATE_TIMEOUT_MS = '5000';
const MOVE_DEADLINE_MS = 60_000;

/** Makes a cluster of servers that are in none: the first `primaries` share the slots, the others follow these in turn. */
export async function formCluster(servers: readonly RedisServer[], primaries: number): Promise<void> {
  for (const [i, server] of servers.entries()) {
    const [first, last] = [i, i + 1].map((share) => Math.round((share * HASH_SLOTS) / primaries));
    await withNode(server, async (ask) => {
      // Different ones from the start, so that they need not settle it between themselves.
      await ask('CLUSTER', 'SET-CONFIG-EPOCH', String(i + 1));
      if (i < primaries) await ask('CLUSTER', 'ADDSLOTSRANGE', String(first), String((last ?? 0) - 1));
    });
  }
  await meet(servers, servers);
  for (const [i, server] of servers.entries()) {
    if (i < primaries) continue;
    const followed = servers[i % primaries];
    if (followed !== undefined) await followNode(server, followed);
  }
}

/** Has servers join those that know each other already; resolves when all know all. */
export async function meet(joining: readonly RedisServer[], all: readonly RedisServer[]): Promise<void> {
  const [first] = all;
  if (first === undefined) return;
  const lines = await Promise.all(joining.map(ownLine));
  await withNode(first, async (ask) => {
    for (const { port, busPort } of lines) await ask('CLUSTER', 'MEET', HOST, String(port), String(busPort));
  });
  const know = async () => {
    const views = await Promise.all(all.map(nodesSeenBy));
    return views.every((view) => all.every(({ port }) => isKnown(view, port)));
  };
  await waitUntil(know, { what: 'the nodes to know each other', deadlineMs: JOIN_DEADLINE_MS });
}

const isKnown = (view: readonly { port: number; flags: readonly string[] }[], port: number) =>
  view.some((line) => line.port === port && !line.flags.includes('handshake'));

/** Makes an empty node a replica. */
export async function followNode(server: RedisServer, primary: RedisServer): Promise<void> {
  const { id } = await ownLine(primary);
  await withNode(server, (ask) => ask('CLUSTER', 'REPLICATE', id));
}

/**
 * Moves slots as `redis-cli --cluster reshard` does: a few keys at a time, while both nodes serve. A command whose keys are then
 * partly at both is answered TRYAGAIN. Where a node is silent for too long the slot is begun anew and goes on where it stopped:
 * left half moved, it would lose what has moved when its primary is lost.
 */
export async function moveSlots(
  slots: readonly number[],
  nodes: readonly [from: RedisServer, to: RedisServer],
  all: readonly RedisServer[],
  password?: string,
): Promise<void> {
  const [from, to] = nodes;
  const others = all.filter((server) => server !== from && server !== to);
  for (const slot of slots.map(String)) {
    await insist(() => moveKeys(slot, nodes, password), { what: `slot ${slot} to move`, deadlineMs: MOVE_DEADLINE_MS });
    const give = async (server: RedisServer) => {
      const { id } = await ownLine(to);
      await withNode(server, (ask) => ask('CLUSTER', 'SETSLOT', slot, 'NODE', id));
    };
    // The new owner first: were it lost now, the slot would still have one.
    for (const server of [to, from]) {
      const what = `node ${server.port} to know who has slot ${slot}`;
      await insist(() => give(server), { what, deadlineMs: MOVE_DEADLINE_MS });
    }
    for (const server of others) await give(server).catch(() => 'the new owner tells it');
  }
}

/** Has both nodes know of it, and moves all keys of a slot that are still at the first. */
async function moveKeys(
  slot: string,
  [from, to]: readonly [RedisServer, RedisServer],
  password: string | undefined,
): Promise<void> {
  const [source, target] = await Promise.all([ownLine(from), ownLine(to)]);
  const login = password === undefined ? [] : ['AUTH', password];
  await withNode(to, (ask) => ask('CLUSTER', 'SETSLOT', slot, 'IMPORTING', source.id));
  await withNode(from, async (ask) => {
    await ask('CLUSTER', 'SETSLOT', slot, 'MIGRATING', target.id);
    for (;;) {
      const keys: unknown = await ask('CLUSTER', 'GETKEYSINSLOT', slot, KEYS_AT_ONCE);
      if (!Array.isArray(keys) || keys.length === 0) return;
      // Refused for two seconds by a node that has just become a primary; then it is begun anew.
      await ask('MIGRATE', HOST, String(to.port), '', '0', MIGRATE_TIMEOUT_MS, ...login, 'KEYS', ...keys.map(String));
    }
  });
}
