// @ts-check
import { setTimeout as delay } from 'node:timers/promises';
import {
  formatRedisProgram,
  freePort,
  obtainRedis,
  startRedisServer,
  whyUnreachable,
  withoutPassword,
} from '@stockade/local';
import { checkServerAt, connectionTroubleOf, refusalOf } from '@stockade/redis';
import { Refusal } from '../refusal.mjs';
import { whyRedisEnded } from './redis-trouble.mjs';

/** Replaying the append-only file of a long-lived installation takes minutes at worst. */
const READY_DEADLINE_MS = 600_000;
const RESTART_DELAY_MAX_MS = 30_000;
/** Whatever ended it is over when it has lived as long as this. */
const WELL_AFTER_MS = 60_000;

/**
 * @typedef {object} RedisInUse
 * @property {string} url with its password
 * @property {string} shown the same without
 * @property {() => Promise<readonly number[]>} [primaries] the processes of those that may be killed, because others take over
 * @property {() => Promise<void>} stop
 */

/**
 * @typedef {object} OwnRedisOptions
 * @property {string} dir absolute, and there
 * @property {string | undefined} maxmemory how much the data of each may take; by default a share of the machine's memory
 * @property {string} password
 * @property {(place: import('./run-record.mjs').RedisPlace) => void} onPlace
 * @property {(line: string) => void} say
 */

/**
 * A Redis that is run by somebody else. Throws a Refusal when it does not answer, or loses orders.
 * @param {string} url
 * @param {{ allowUnsafe: boolean }} options
 * @returns {Promise<RedisInUse>}
 */
export async function useGivenRedis(url, { allowUnsafe }) {
  const unanswered = (/** @type {Error} */ error) => {
    const why = connectionTroubleOf(error) ?? (error.message || error.name);
    return new Refusal(`REDIS_URL does not answer: ${why}. Correct it, or unset it to run an own Redis.`);
  };
  // Sentinels know the way to one that answers, and are asked with patience.
  const trouble = isPlain(url) ? await whyUnreachable(url) : undefined;
  if (trouble !== undefined) throw unanswered(trouble);
  const findings = await checkServerAt(url).catch((error) => {
    throw unanswered(error);
  });
  const refusal = refusalOf(findings);
  // What is only a risk is in the log of each service.
  if (refusal !== null && !allowUnsafe) throw new Refusal(`REDIS_URL: ${refusal}`);
  return { url, shown: withoutPassword(url), stop: () => Promise.resolve() };
}

/** @param {string} url */
const isPlain = (url) => /^rediss?:/.test(url);

/**
 * A server of our own on a directory, kept running: when it dies it is started again on the same port. It has its own
 * process group, so that no Ctrl-C reaches it; should we be killed, it syncs its log and ends.
 * Throws a Refusal that says why when it does not even start once.
 *
 * @param {OwnRedisOptions} options
 * @returns {Promise<RedisInUse>}
 */
export async function startEmbeddedRedis({ dir, password, maxmemory, onPlace, say }) {
  const program = await obtainRedis(say).catch((error) => {
    throw new Refusal(error.message);
  });
  const port = await freePort();
  onPlace({ port, program: formatRedisProgram(program) });
  const server = await startRedisServer({
    dir,
    port,
    program,
    ...(maxmemory && { maxmemory }),
    password,
    readyDeadlineMs: READY_DEADLINE_MS,
    signalAtOurDeath: 'SIGTERM',
  }).catch((error) => {
    throw new Refusal(`The Redis of npm start does not start. ${whyRedisEnded(error.message, dir)}`);
  });
  const stopping = new AbortController();
  const kept = keepRunning(server, say, stopping.signal);
  return {
    url: server.url,
    shown: withoutPassword(server.url),
    async stop() {
      stopping.abort();
      await server.stop();
      await kept;
    },
  };
}

/**
 * Starts it again after growing pauses, and says each reason once. Ends with the server stopped, and never in the
 * middle of a restart.
 * @param {import('@stockade/local').RedisServer} server
 * @param {(line: string) => void} say
 * @param {AbortSignal} stopping
 */
async function keepRunning(server, say, stopping) {
  let pauseMs = 0;
  let saidReason = '';
  /** @param {string} why */
  const tell = (why) => {
    const next = `starting it again on port ${server.port}${pauseMs > 0 ? ` in ${pauseMs / 1_000} s` : ''}`;
    // How many bytes it could not write differs, and the reason does not.
    const reason = why.replaceAll(/\d+/g, '');
    say(reason === saidReason ? `Redis ended once more for that reason; ${next}` : `Redis ended (${why}); ${next}`);
    saidReason = reason;
  };
  for (;;) {
    const livingSinceMs = performance.now();
    const exit = await server.exited();
    if (stopping.aborted) return;
    if (performance.now() - livingSinceMs > WELL_AFTER_MS) pauseMs = 0;
    tell(whyRedisEnded(server.output(), server.dir, exit));
    for (let running = false; !running && !stopping.aborted;) {
      await delay(pauseMs, undefined, { signal: stopping }).catch(() => undefined);
      pauseMs = Math.min(Math.max(pauseMs * 2, 1_000), RESTART_DELAY_MAX_MS);
      if (!stopping.aborted) {
        running = await server.restart().then(
          () => true,
          (error) => {
            tell(whyRedisEnded(error.message, server.dir));
            return false;
          },
        );
      }
    }
    if (stopping.aborted) return server.stop();
  }
}
