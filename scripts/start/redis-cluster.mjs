// @ts-check
import { defaultMaxmemoryBytes, startRedisCluster } from '@stockade/local';
import { runGroup } from './redis-group.mjs';

const PRIMARIES = 3;

/**
 * Three primaries that share the slots, and a replica of each, on a directory and kept running: a node that dies comes back after
 * a while, as the replica of the one that has taken over. Throws a Refusal that says why when they do not even start once.
 * @param {import('./redis.mjs').OwnRedisOptions} options
 */
export function startCluster({ dir, password, maxmemory, onPlace, say }) {
  return runGroup(
    async (program) => {
      const cluster = await startRedisCluster({
        dir,
        program,
        password,
        primaries: PRIMARIES,
        // They divide what a single one would take.
        maxmemory: maxmemory ?? String(Math.floor(defaultMaxmemoryBytes() / PRIMARIES)),
        signalAtOurDeath: 'SIGTERM',
      });
      return {
        ...cluster,
        place: { cluster: cluster.servers.map(({ port }) => port) },
        startAgain: (server) => server.restart(),
      };
    },
    { option: '--cluster', onPlace, say },
  );
}
