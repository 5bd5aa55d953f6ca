import type { Redis } from './client.js';
import type { ClusterNodes } from './cluster-nodes.js';
import { isReply, messageOf } from './errors.js';

/**
 * Sends a command once more, and only once, that was answered MOVED or ASK: such a command has not run, and the reply says where its
 * slot is, or goes. Rejects with the error if it was answered otherwise, and when there is no connection to that node yet.
 */
export async function redirect(
  nodes: ClusterNodes,
  send: (client: Redis) => Promise<unknown>,
  error: unknown,
): Promise<unknown> {
  const isAsking = isReply(error, 'ASK ');
  if (!isAsking && !isReply(error, 'MOVED')) throw error;
  const { host = '', port } = /^\w+ \d+ (?<host>.+):(?<port>\d+)$/.exec(messageOf(error))?.groups ?? {};
  const target = nodes.at({ host, port: Number(port) });
  if (!target?.isReady) throw error;
  if (!isAsking) return send(target);
  // Both are queued in one turn, so nothing comes in between.
  const [, reply] = await Promise.all([target.sendCommand(['ASKING']), send(target)]);
  return reply;
}
