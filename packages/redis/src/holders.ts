import type { Redis } from './client.js';

/** How long the replicas have. A request that waits for them is answered within a second. */
export const CONFIRM_DEADLINE_MS = 400;
/** From this version on there is `WAITAOF`, which asks about disks and not only about memory. */
const WAITAOF_SINCE = [7, 2] as const;

/** Which servers have all the writes that were asked about. */
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

/** Without an append-only file, Redis refuses `WAITAOF`. */
export async function askDisks(redis: Redis, replicasMin: number): Promise<Holders> {
  const reply: unknown = await redis.sendCommand(['WAITAOF', '1', String(replicasMin), String(CONFIRM_DEADLINE_MS)]);
  const [here, replicas] = Array.isArray(reply) ? reply.map(Number) : [];
  return { onPrimarysDisk: (here ?? 0) >= 1, replicas: replicas ?? 0 };
}

/** With `appendfsync always` the primary has it on disk before it answers a script. */
export async function askMemories(redis: Redis, replicasMin: number): Promise<Holders> {
  return { onPrimarysDisk: true, replicas: await redis.wait(replicasMin, CONFIRM_DEADLINE_MS) };
}

/** Whether a Redis or a Valkey of this version is asked about disks, and not only about memories. */
export function knowsWaitaof(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > WAITAOF_SINCE[0] || (major === WAITAOF_SINCE[0] && minor >= WAITAOF_SINCE[1]);
}
