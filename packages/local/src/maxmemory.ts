import { totalmem } from 'node:os';

/**
 * Of the memory that there is. Rewriting its log Redis may need as much again for a while, and the services, the system and
 * whatever else runs there need the rest.
 */
const MEMORY_SHARE = 1 / 4;

/** What a Redis of ours may fill with data when nobody says how much, in bytes: it follows the machine, or its container. */
export function defaultMaxmemoryBytes(): number {
  // 0 without a limit, or one that is larger than the machine.
  const limit = process.constrainedMemory() || Infinity;
  return Math.floor(Math.min(totalmem(), limit) * MEMORY_SHARE);
}
