import type { Redis } from './client.js';

/** How long the replicas have. A request that waits for them is answered within a second. */
export const CONFIRM_DEADLINE_MS = 400;
/** From this version on, `WAITAOF` tells what is on disks and not only in memories. */
const WAITAOF_SINCE = [7, 2] as const;

/** Who has all that was asked about. */
export interface Holders {
  onPrimarysDisk: boolean;
  replicas: number;
}

/** What is not confirmed yet, or null when all is. */
export function missing({ onPrimarysDisk, replicas }: Holders, replicasMin: number): string | null {
  if (!onPrimarysDisk)
    return `the primary does not have it on its own disk after ${CONFIRM_DEADLINE_MS} ms, as with another appendfsync than always`;
  if (replicas >= replicasMin) return null;
  return `${replicas} of ${replicasMin} replicas have it after ${CONFIRM_DEADLINE_MS} ms`;
}

/** `WAITAOF` refuses to tell without an append-only file. */
export async function askDisks(redis: Redis, replicasMin: number): Promise<Holders> {
  const reply: unknown = await redis.sendCommand(['WAITAOF', '1', String(replicasMin), String(CONFIRM_DEADLINE_MS)]);
  const [here, replicas] = Array.isArray(reply) ? reply.map(Number) : [];
  return { onPrimarysDisk: (here ?? 0) >= 1, replicas: replicas ?? 0 };
}

/** On the primary's own disk it is since the script was answered, with `appendfsync always`. */
export async function askMemories(redis: Redis, replicasMin: number): Promise<Holders> {
  return { onPrimarysDisk: true, replicas: await redis.wait(replicasMin, CONFIRM_DEADLINE_MS) };
}

/** Whether a Redis or a Valkey of this version is asked about disks, and not only about memories. */
export function knowsWaitaof(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > WAITAOF_SINCE[0] || (major === WAITAOF_SINCE[0] && minor >= WAITAOF_SINCE[1]);
}
