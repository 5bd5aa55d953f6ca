// @ts-check
import { mkdir } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import {
  describeExit,
  formatRedisProgram,
  freePort,
  obtainRedis,
  startRedisServer,
  whyUnreachable,
} from '@stockade/testing/outside-jest';
import { checkServerAt, refusalOf } from '@stockade/redis';
import { Refusal } from '../refusal.mjs';

/** As Redis reads it. */
const MEMORY = /^\d+(b|kb?|mb?|gb?)?$/i;
/** Replaying the append-only file of a long-lived installation takes minutes at worst. */
const READY_DEADLINE_MS = 600_000;
const RESTART_DELAY_MS = 500;

/**
 * @typedef {object} RedisInUse
 * @property {string} url
 * @property {() => Promise<void>} stop
 */

/**
 * A Redis that is run by somebody else. Throws a Refusal when it does not answer, or loses orders.
 * @param {string} url
 * @param {{ allowUnsafe: boolean }} options
 * @returns {Promise<RedisInUse>}
 */
export async function useGivenRedis(url, { allowUnsafe }) {
  const trouble = await whyUnreachable(url);
  if (trouble !== undefined)
    throw new Refusal(`REDIS_URL does not answer: ${trouble}. Correct it, or unset it to run an own Redis.`);
  const refusal = refusalOf(await checkServerAt(url));
  // What is only a risk is in the log of each service.
  if (refusal !== null && !allowUnsafe) throw new Refusal(`REDIS_URL: ${refusal}`);
  return { url, stop: () => Promise.resolve() };
}

/**
 * A server of our own on a directory, kept running: when it dies it is started again on the same port. It has its own
 * process group and outlives us, so that it ends by our word, or by that of the next run, and not in the middle of work.
 *
 * @param {object} options
 * @param {string} options.dir absolute
 * @param {string | undefined} options.maxmemory how much its data may take; by default a share of the machine's memory
 * @param {(place: { port: number, program: string }) => void} options.onPlace called before the server starts
 * @param {(line: string) => void} options.say
 * @returns {Promise<RedisInUse>}
 */
export async function startEmbeddedRedis({ dir, maxmemory, onPlace, say }) {
  if (maxmemory && !MEMORY.test(maxmemory))
    throw new Refusal(`REDIS_MAXMEMORY: must be a number of bytes, or such as 512mb or 2gb (it is "${maxmemory}")`);
  const program = await obtainRedis(say).catch((error) => {
    throw new Refusal(error.message);
  });
  await mkdir(dir, { recursive: true });
  const port = await freePort();
  onPlace({ port, program: formatRedisProgram(program) });
  const server = await startRedisServer({
    dir,
    port,
    program,
    ...(maxmemory && { maxmemory }),
    readyDeadlineMs: READY_DEADLINE_MS,
    outlivesUs: true,
  });
  const stopping = new AbortController();
  const kept = keepRunning(server, say, stopping.signal);
  return {
    url: server.url,
    async stop() {
      stopping.abort();
      await server.stop();
      await kept;
    },
  };
}

/**
 * Ends with the server stopped, and never in the middle of a restart.
 * @param {import('@stockade/testing/outside-jest').RedisServer} server
 * @param {(line: string) => void} say
 * @param {AbortSignal} stopping
 */
async function keepRunning(server, say, stopping) {
  for (;;) {
    const exit = await server.exited();
    if (stopping.aborted) return;
    say(`Redis ended (${describeExit(exit)}); starting it again on port ${server.port}`);
    try {
      await server.restart();
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
      await delay(RESTART_DELAY_MS);
    }
    if (stopping.aborted) return server.stop();
  }
}
