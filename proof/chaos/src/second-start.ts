import { insist, startRedisServer } from '@stockade/local';
import { messageOf, type Redis } from '@stockade/redis';

/** How long the second Redis waits for the first to leave its directory. */
const LOCK_DEADLINE_MS = 500;

/** Starts a second Redis on the directory of a living one, and answers what is wrong: it was let in, or the first noticed. */
export async function startTwice(redis: Pick<Redis, 'info'>, dir: string): Promise<string[]> {
  const wrong: string[] = [];
  const before = await insist(() => runIdOf(redis));
  try {
    const second = await startRedisServer({ dir, lockDeadlineMs: LOCK_DEADLINE_MS });
    wrong.push(`a second Redis started on ${dir}`);
    await second.stop();
  } catch (error) {
    if (!messageOf(error).includes('another Redis works on')) throw error;
  }
  if ((await insist(() => runIdOf(redis))) !== before) wrong.push(`the first Redis on ${dir} did not live on`);
  return wrong;
}

/** Of one life of a server: another start has another. */
async function runIdOf(redis: Pick<Redis, 'info'>): Promise<string | undefined> {
  return /^run_id:(\w+)/m.exec(await redis.info('server'))?.[1];
}
