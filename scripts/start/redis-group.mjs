// @ts-check
import { setTimeout as delay } from 'node:timers/promises';
import { formatRedisProgram, obtainRedis, withoutPassword } from '@stockade/local';
import { Refusal } from '../refusal.mjs';

/** How long a server stays away that has died: longer than the others need to put another in its place. */
const AWAY_MS = 8_000;
const RETRY_MS = 1_000;

/** @typedef {import('@stockade/local').RedisServer} RedisServer */

/**
 * Several servers, of which others take over from a primary that has died.
 * @typedef {object} Group
 * @property {string} url
 * @property {readonly RedisServer[]} servers
 * @property {Partial<import('./run-record.mjs').RedisPlace>} place how to find them besides the port of the first primary
 * @property {() => Promise<readonly RedisServer[]>} primaries
 * @property {(server: RedisServer) => Promise<void>} startAgain one that has died, as whatever it is for the others now
 * @property {(stopping: AbortSignal) => Promise<void>} [keepMore] keeps running what is no server, until the signal
 * @property {() => Promise<void>} stop
 */

/**
 * Starts such a group and keeps it running: a server that dies comes back after a while. Throws a Refusal that says why when it
 * does not even start once.
 *
 * @param {(program: import('@stockade/local').RedisProgram) => Promise<Group>} startGroup
 * @param {object} options
 * @param {string} options.option of the command line, which wants it
 * @param {(place: import('./run-record.mjs').RedisPlace) => void} options.onPlace
 * @param {(line: string) => void} options.say
 * @returns {Promise<import('./redis.mjs').RedisInUse>}
 */
export async function runGroup(startGroup, { option, onPlace, say }) {
  const program = await obtainRedis(say).catch((error) => {
    throw new Refusal(error.message);
  });
  if (program.kind !== 'binary')
    throw new Refusal(
      `npm start -- ${option} needs a redis-server or valkey-server on this machine, and Docker has the only one.`,
    );
  const group = await startGroup(program).catch((error) => {
    throw new Refusal(`The Redis of npm start -- ${option} does not start. ${error.message}`);
  });
  const [first] = await group.primaries();
  onPlace({ port: first?.port ?? 0, program: formatRedisProgram(program), ...group.place });
  for (const server of group.servers) say(`redis on port ${server.port} is process ${server.pid()}`);
  const stopping = new AbortController();
  const kept = [
    ...group.servers.map((server) => keepServer(group, server, say, stopping.signal)),
    ...(group.keepMore === undefined ? [] : [group.keepMore(stopping.signal)]),
  ];
  return {
    url: group.url,
    shown: withoutPassword(group.url),
    primaries: async () => (await group.primaries()).map((server) => server.pid()),
    async stop() {
      stopping.abort();
      await Promise.all(kept);
      await group.stop();
    },
  };
}

/**
 * @param {Group} group
 * @param {RedisServer} server
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
      running = await group.startAgain(server).then(
        () => true,
        (error) => {
          say(`redis on port ${server.port} does not come back: ${error.message}`);
          return false;
        },
      );
      if (!running) await pause(RETRY_MS);
    }
    if (stopping.aborted) return;
    const ports = (await group.primaries().catch(() => [])).map(({ port }) => port).join(', ');
    say(`redis on port ${server.port} is back as process ${server.pid()}; primaries are on port ${ports}`);
  }
}
