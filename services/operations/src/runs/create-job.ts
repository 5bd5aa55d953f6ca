import type { JobKind, JobView, Keys } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import { RUNS_KEPT_S, type RunRecords } from './run-records.js';

/** Items that are written together. */
const WRITE_TOGETHER = 1_000;

/** What a job is to do. */
interface JobOrder {
  kind: JobKind;
  about: JobView['about'];
  items: readonly string[];
  /** Whether these are all that were meant. */
  complete: boolean;
}

export interface StartJob {
  startedBy: string;
  /** The name under which a repetition finds the same job, and a digest of what was asked for. */
  under: { by: string; key: string; digest: string } | null;
  /** Chooses the items. What it throws is thrown by `start`, and there is no job. */
  order: () => Promise<JobOrder>;
}

interface CreateJobOptions {
  redis: Redis;
  keys: Pick<Keys, 'opsJobItems'>;
  records: Pick<RunRecords<JobView>, 'add'>;
}

/** Stores a job and its items; the record comes last, so that a job that can be found is complete. */
export function makeCreateJob({ redis, keys, records }: CreateJobOptions) {
  async function writeItems(jobId: string, items: readonly string[]): Promise<void> {
    const key = keys.opsJobItems(jobId);
    await redis.del(key);
    for (let from = 0; from < items.length; from += WRITE_TOGETHER)
      await redis.rPush(key, items.slice(from, from + WRITE_TOGETHER));
    await redis.expire(key, RUNS_KEPT_S);
  }

  return async function create(jobId: string, { startedBy, order }: StartJob): Promise<JobView> {
    const { kind, about, items, complete } = await order();
    const job = { ...NEW_JOB, job_id: jobId, kind, started_by: startedBy, about, complete, total: items.length };
    const started = { ...job, started_at: new Date().toISOString() };
    await writeItems(jobId, items);
    await records.add(jobId, started);
    return started;
  };
}

const NEW_JOB = {
  state: 'running',
  ended_at: null,
  done: 0,
  outcomes: {},
  failed: 0,
  trouble: null,
  items: [],
  failures: [],
} satisfies Partial<JobView>;
