import { setTimeout as after } from 'node:timers/promises';
import type { Redis } from './client.js';
import type { ClusterNodes } from './cluster-nodes.js';
import type { ClusterWatch } from './cluster-watch.js';
import { isReply, messageOf } from './errors.js';

/** How long a command that was answered MOVED waits for the nodes to tell where its slot is now. */
const NEW_OWNER_DEADLINE_MS = 100;

/** A command that failed. */
export interface Failed {
  error: unknown;
  slot: number;
  /** Where it was sent. */
  client: Redis;
  /** Sends it to another node. */
  send: (client: Redis) => Promise<unknown>;
}

/**
 * Sends a command once more, and only once, that was answered MOVED or ASK: such a command has not run. Rejects with its error if
 * it was answered otherwise, and when the other node is not known in time or not connected.
 */
export async function redirect(failed: Failed, nodes: ClusterNodes, watch: ClusterWatch): Promise<unknown> {
  const { error, slot, client, send } = failed;
  if (isReply(error, 'MOVED')) {
    const owner = await newOwner(slot, client, nodes, watch);
    if (owner?.isReady) return send(owner);
  }
  if (isReply(error, 'ASK ')) {
    const target = targetOf(error, nodes);
    if (target?.isReady) return sendAsking(target, send);
  }
  throw error;
}

/** The look at the map has begun when the reply came: the client's connection joined the watch. */
async function newOwner(
  slot: number,
  old: Redis,
  nodes: ClusterNodes,
  watch: ClusterWatch,
): Promise<Redis | undefined> {
  const present = nodes.ownerOf(slot);
  if (present !== old) return present;
  const waiting = new AbortController();
  const forget = watch.onChanged(() => {
    if (nodes.ownerOf(slot) !== old) waiting.abort();
  });
  await after(NEW_OWNER_DEADLINE_MS, undefined, { signal: waiting.signal }).catch(() => 'it is known');
  forget();
  const owner = nodes.ownerOf(slot);
  return owner === old ? undefined : owner;
}

/** `ASK 3999 127.0.0.1:6381`: the slot is on its way there, and so is the key, or it does not exist yet. */
function targetOf(error: unknown, nodes: ClusterNodes): Redis | undefined {
  const { host, port } = /^ASK \d+ (?<host>.+):(?<port>\d+)$/.exec(messageOf(error))?.groups ?? {};
  return host === undefined ? undefined : nodes.at({ host, port: Number(port) });
}

/** Both are queued in one turn, so nothing comes in between. */
async function sendAsking(target: Redis, send: (client: Redis) => Promise<unknown>): Promise<unknown> {
  const [, reply] = await Promise.all([target.sendCommand(['ASKING']), send(target)]);
  return reply;
}
