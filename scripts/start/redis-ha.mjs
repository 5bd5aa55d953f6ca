// @ts-check
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { formatRedisProgram, obtainRedis, startReplicatedRedis, withoutPassword } from '@stockade/local';
import { Refusal } from '../refusal.mjs';

/** How long a server stays away that has died: longer than the sentinels need to put another in its place. */
const AWAY_MS = 8_000;
const RETRY_MS = 1_000;
const LOOK_INTERVAL_MS = 1_000;
/** A primary that says nothing for so long is replaced. */
const DOWN_AFTER_MS = 2_000;

/** Where the servers of `--ha` keep their data in a data directory, and where the only one of any other run does. */
const FOLDERS = { ha: 'redis-ha', single: 'redis' };

/**
 * Throws a Refusal when the directory holds the data of the other kind of run: neither sees what the other has written.
 * @param {string} dataDir
 * @param {boolean} ha
 */
export function requireSameKind(dataDir, ha) {
  if (!existsSync(join(dataDir, ha ? FOLDERS.single : FOLDERS.ha))) return;
  throw new Refusal(
    ha
      ? `DATA_DIR ${dataDir} has the data of a single Redis, which --ha would not see: set DATA_DIR to another directory.`
      : `DATA_DIR ${dataDir} has the data of a run with --ha: start with --ha, or set DATA_DIR to another directory.`,
  );
}

/** @param {string} dataDir */
export const haDirOf = (dataDir) => join(dataDir, FOLDERS.ha);

/**
 * A primary, its replica, a server that follows the replica, and three sentinels, on a directory and kept running: one that
 * dies comes back after a while as a replica. Throws a Refusal that says why when they do not even start once.
 *
 * @param {object} options
 * @param {string} options.dir absolute, and there
 * @param {string | undefined} options.maxmemory how much the data of each may take; by default a share of the machine's memory
 * @param {string} options.password
 * @param {(place: { port: number, program: string, sentinels: readonly number[] }) => void} options.onPlace
 * @param {(line: string) => void} options.say
 * @returns {Promise<import('./redis.mjs').RedisInUse>}
 */
export async function startReplicatedEmbeddedRedis({ dir, password, maxmemory, onPlace, say }) {
  const program = await obtainRedis(say).catch((error) => {
    throw new Refusal(error.message);
  });
  const group = await startReplicatedRedis({
    dir,
    program,
    password,
    ...(maxmemory && { maxmemory }),
    spare: true,
    downAfterMs: DOWN_AFTER_MS,
    signalAtOurDeath: 'SIGTERM',
  }).catch((error) => {
    throw new Refusal(`The Redis of npm start -- --ha does not start. ${error.message}`);
  });
  onPlace({ port: (await group.primary()).port, program: formatRedisProgram(program), sentinels: group.sentinelPorts });
  for (const server of group.servers) say(`redis on port ${server.port} is process ${server.pid()}`);
  const stopping = new AbortController();
  const kept = [
    ...group.servers.map((server) => keepServer(group, server, say, stopping.signal)),
    keepSentinels(group, say, stopping.signal),
  ];
  return {
    url: group.url,
    shown: withoutPassword(group.url),
    async stop() {
      stopping.abort();
      await Promise.all(kept);
      await group.stop();
    },
  };
}

/**
 * @param {import('@stockade/local').ReplicatedRedis} group
 * @param {import('@stockade/local').RedisServer} server
 * @param {(line: string) => void} say
 * @param {AbortSignal} stopping
 */
async function keepServer(group, server, say, stopping) {
  /** @param {number} ms */
  const pause = (ms) => delay(ms, undefined, { signal: stopping }).catch(() => undefined);
  /** @type {Promise<void>} */
  const stopped = new Promise((resolve) => stopping.addEventListener('abort', () => resolve(), { once: true }));
  for (;;) {
    await Promise.race([server.exited(), stopped]);
    if (stopping.aborted) return;
    say(`redis on port ${server.port} ended; it comes back in ${AWAY_MS / 1_000} s`);
    await pause(AWAY_MS);
    for (let running = false; !running && !stopping.aborted;) {
      running = await group.rejoin(server).then(
        () => true,
        (error) => {
          say(`redis on port ${server.port} does not come back: ${error.message}`);
          return false;
        },
      );
      if (!running) await pause(RETRY_MS);
    }
    if (stopping.aborted) return;
    const primary = await group.primary().catch(() => undefined);
    say(`redis on port ${server.port} is back as process ${server.pid()}; the primary is on port ${primary?.port}`);
  }
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
