// @ts-check
import { join } from 'node:path';
import { commandLineOf, parseRedisProgram, shutDownOrphan, waitUntil } from '@stockade/local';
import { ROOT } from '../paths.mjs';
import { SERVICES } from './services.mjs';

const STOP_DEADLINE_MS = 20_000;

/**
 * Ends what a killed run had left running: its services, which hold the ports and would work beside the new ones, and
 * then its Redis, since two servers on one append-only file destroy it.
 * @param {import('./run-record.mjs').RunRecord} dead
 * @param {string} redisDir absolute
 * @param {(line: string) => void} say
 */
export async function stopOrphans(dead, redisDir, say) {
  await Promise.all(SERVICES.map((service) => stopOrphan(service, dead.services[service.name], say)));
  if (dead.redis === undefined) return;
  const program = parseRedisProgram(dead.redis.program);
  const stopped = await shutDownOrphan({ dir: redisDir, port: dead.redis.port, program });
  if (stopped) say('shut down the Redis of a run that was killed');
}

/**
 * @param {import('./services.mjs').Service} service
 * @param {number | undefined} pid as the dead run recorded it
 * @param {(line: string) => void} say
 */
async function stopOrphan({ name, main }, pid, say) {
  if (pid === undefined) return;
  // The id may belong to somebody else by now.
  const isOurs = () => commandLineOf(pid)?.includes(join(ROOT, main)) ?? false;
  if (!isOurs()) return;
  say(`stopping ${name} (pid ${pid}) of a run that was killed`);
  process.kill(pid, 'SIGTERM');
  await waitUntil(() => !isOurs(), { what: `${name} to stop`, deadlineMs: STOP_DEADLINE_MS }).catch(() => {
    process.kill(pid, 'SIGKILL');
    return waitUntil(() => !isOurs(), { what: `${name} (pid ${pid}) to end` });
  });
}
