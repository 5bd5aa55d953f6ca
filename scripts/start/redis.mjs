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
} from '@stockade/local';
import { Refusal } from '../refusal.mjs';

/** Replaying the append-only file of a long-lived installation takes minutes at worst. */
const READY_DEADLINE_MS = 600_000;
const RESTART_DELAY_MS = 500;

/**
 * @typedef {object} RedisInUse
 * @property {string} url
 * @property {() => Promise<void>} stop
 */

/**
 * A Redis that is run by somebody else. Throws a Refusal when it does not answer.
 * @param {string} url
 * @returns {Promise<RedisInUse>}
 */
export async function useGivenRedis(url) {
  const trouble = await whyUnreachable(url);
  if (trouble !== undefined)
    throw new Refusal(`REDIS_URL does not answer: ${trouble}. Correct it, or unset it to run an own Redis.`);
  return { url, stop: () => Promise.resolve() };
}

/**
 * A server of our own on a directory, kept running: when it dies it is started again on the same port. It has its own
 * process group and outlives us, so that it ends by our word, or by that of the next run, and not in the middle of work.
 *
 * @param {object} options
 * @param {string} options.dir absolute
 * @param {(place: { port: number, program: string }) => void} options.onPlace called before the server starts
 * @param {(line: string) => void} options.say
 * @returns {Promise<RedisInUse>}
 */
export async function startEmbeddedRedis({ dir, onPlace, say }) {
  const program = await obtainRedis(say).catch((error) => {
    throw new Refusal(error.message);
  });
  await mkdir(dir, { recursive: true });
  const port = await freePort();
  onPlace({ port, program: formatRedisProgram(program) });
  const server = await startRedisServer({ dir, port, program, readyDeadlineMs: READY_DEADLINE_MS, outlivesUs: true });
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
 * @param {import('@stockade/local').RedisServer} server
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
