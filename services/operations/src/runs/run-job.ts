import { setTimeout as after } from 'node:timers/promises';
import type { JobItemView, JobView, Keys } from '@stockade/contracts';
import { isUnavailable, messageOf, NotConfirmedError, type Confirmation, type Redis } from '@stockade/redis';
import { withDone, type Work } from './job-work.js';

/** Items that are done together before the progress is stored: after a crash only these are done again. */
const ITEMS_TOGETHER = 64;
const RETRY_DELAY_MS = 500;

export interface RunJobOptions {
  redis: Redis;
  keys: Keys;
  /** Asked before anybody is told that something was done. */
  confirmation: Pick<Confirmation, 'mark' | 'confirmed'>;
  work: Work;
  save: (job: JobView) => Promise<void>;
  /** Aborted when this process stops, or another has taken the job over. */
  stop: AbortSignal;
}

/**
 * Does the rest of a job and returns how it ended. Each round does some items, waits until they are confirmed, and stores the
 * progress. A round that fails in between, because Redis or this process went away, is repeated: every item takes effect once.
 */
export async function runJob(started: JobView, options: RunJobOptions): Promise<JobView> {
  const { keys, redis, save, stop } = options;
  let job = started;
  while (!stop.aborted) {
    try {
      if ((await redis.exists(keys.opsCancelled(job.job_id))) === 1) return { ...job, state: 'cancelled' };
      const done = await doNext(job, options);
      if (done.length === 0) return ended(job);
      const next = withDone(job, done);
      await save(next);
      job = next;
    } catch (error) {
      if (!isUnavailable(error) && !(error instanceof NotConfirmedError))
        return { ...job, state: 'failed', trouble: messageOf(error) };
      await after(RETRY_DELAY_MS, undefined, { signal: stop }).catch(() => 'stopped');
    }
  }
  return { ...job, state: 'interrupted' };
}

async function doNext(
  { job_id: jobId, done }: JobView,
  { redis, keys, work, confirmation }: RunJobOptions,
): Promise<JobItemView[]> {
  const since = confirmation.mark();
  const items = await redis.lRange(keys.opsJobItems(jobId), done, done + ITEMS_TOGETHER - 1);
  const outcomes = await Promise.all(items.map(work));
  await confirmation.confirmed(since);
  return outcomes;
}

/** There are no more items: the job is finished, or the rest of its items has expired. */
function ended(job: JobView): JobView {
  if (job.done >= job.total) return { ...job, state: 'finished' };
  return { ...job, state: 'failed', trouble: 'what it had left to do is not kept any more' };
}
