// @ts-check
import { setTimeout as delay } from 'node:timers/promises';
import { startReplicatedRedis } from '@stockade/local';
import { runGroup } from './redis-group.mjs';

const LOOK_INTERVAL_MS = 1_000;
/** A primary that says nothing for so long is replaced. */
const DOWN_AFTER_MS = 2_000;

/**
 * A primary, its replica, a server that follows the replica, and three sentinels, on a directory and kept running: one that
 * dies comes back after a while as a replica. Throws a Refusal that says why when they do not even start once.
 * @param {import('./redis.mjs').OwnRedisOptions} options
 */
export function startRedisHa({ dir, password, maxmemory, onPlace, say }) {
  return runGroup(
    async (program) => {
      const group = await startReplicatedRedis({
        dir,
        program,
        password,
        ...(maxmemory && { maxmemory }),
        spare: true,
        downAfterMs: DOWN_AFTER_MS,
        signalAtOurDeath: 'SIGTERM',
      });
      return {
        ...group,
        place: { sentinels: group.sentinelPorts },
        primaries: async () => [await group.primary()],
        startAgain: group.rejoin,
        keepMore: (stopping) => keepSentinels(group, say, stopping),
      };
    },
    { option: '--ha', onPlace, say },
  );
}

/**
 * @param {import('@stockade/local').ReplicatedRedis} group
 * @param {(line: string) => void} say
 * @param {AbortSignal} stopping
 */
async function keepSentinels(group, say, stopping) {
  while (!stopping.aborted) {
    await group.reviveSentinels().catch((error) => say(`a sentinel does not come back: ${error.message}`));
    await delay(LOOK_INTERVAL_MS, undefined, { signal: stopping }).catch(() => undefined);
  }
}
