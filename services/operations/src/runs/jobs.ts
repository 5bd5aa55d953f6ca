import { jobViewSchema, newId, type JobKind, type JobView, type Keys, type Page } from '@stockade/contracts';
import type { Confirmation, Redis } from '@stockade/redis';
import { makeIdempotentIds } from './idempotent-ids.js';
import type { Work } from './job-work.js';
import type { Leases } from './leases.js';
import { runJob } from './run-job.js';
import { makeRunRecords, RUNS_KEPT_S } from './run-records.js';

/** Jobs that one process works on at the same time. */
const RUNNING_MAX = 4;
/** Items that are written together. */
const WRITE_TOGETHER = 1_000;
/** A wish that a job may end is kept for longer than a job takes to look for it. */
const CANCEL_KEPT_S = 60 * 60;

/** What a job is to do. */
interface JobOrder {
  kind: JobKind;
  about: JobView['about'];
  items: readonly string[];
  /** Whether these are all that were meant. */
  complete: boolean;
}

interface StartJob {
  startedBy: string;
  /** Under which name a repetition finds the same job again, and what it must be asked for then. */
  under: { by: string; key: string; digest: string } | null;
  /** Chooses the items. What it throws is thrown by `start`, and there is no job. */
  order: () => Promise<JobOrder>;
}

export interface Jobs {
  /** Starts a job, or finds the one that was started under the same name: `other` when that is for something else. */
  start(request: StartJob): Promise<JobView | 'other' | 'busy'>;
  find(jobId: string): Promise<JobView | null>;
  /** Newest first. */
  list(page: { limit: number; cursor?: string | undefined }): Promise<Page<JobView>>;
  /** Has an interrupted or failed job do the rest; changes nothing about any other. */
  resume(jobId: string): Promise<JobView | 'unknown' | 'busy'>;
  /** Ends a job within moments; what is done stays done. */
  cancel(jobId: string): Promise<JobView | 'unknown'>;
  /** Interrupts all jobs of this process; resolves when none is at work. */
  stop(): Promise<void>;
}

export interface JobsOptions {
  redis: Redis;
  keys: Keys;
  leases: Leases;
  works: Readonly<Record<JobKind, Work>>;
  confirmation: Pick<Confirmation, 'mark' | 'confirmed'>;
  onError: (error: unknown) => void;
}

/**
 * Jobs that outlive whoever started or watches them. What a job has to do is written down before it begins, and how far it is
 * after each round, so that any process can do the rest when the one that was at it is gone.
 */
export function makeJobs({ redis, keys, leases, works, confirmation, onError }: JobsOptions): Jobs {
  const records = makeRunRecords({
    redis,
    index: keys.opsJobs,
    keyOf: keys.opsJob,
    besides: keys.opsJobItems,
    schema: jobViewSchema,
  });
  const ids = makeIdempotentIds(redis, keys);
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();

  /** A job whose process is gone says that it is running, and nobody has its lease. */
  async function asItIs(job: JobView): Promise<JobView> {
    if (job.state !== 'running' || (await leases.holderOf(job.job_id)) !== null) return job;
    const now = await records.find(job.job_id);
    return now === null || now.state === 'running' ? { ...(now ?? job), state: 'interrupted' } : now;
  }

  async function find(jobId: string): Promise<JobView | null> {
    const job = await records.find(jobId);
    return job && asItIs(job);
  }

  async function work(job: JobView, lease: NonNullable<Awaited<ReturnType<Leases['take']>>>): Promise<void> {
    const save = (now: JobView) => records.save(now.job_id, now);
    const stop = AbortSignal.any([stopping.signal, lease.lost]);
    const ended = await runJob(job, { redis, keys, confirmation, work: works[job.kind], save, stop });
    // Whoever took it over writes it now.
    if (!lease.lost.aborted) {
      await save({ ...ended, ended_at: new Date().toISOString() }).catch(onError);
      if (ended.state === 'finished' || ended.state === 'cancelled')
        await redis.del(keys.opsJobItems(job.job_id)).catch(onError);
    }
    await lease.release();
  }

  function begin(job: JobView, lease: Parameters<typeof work>[1]): void {
    const its = work(job, lease)
      .catch(onError)
      .finally(() => running.delete(its));
    running.add(its);
  }

  const isBusy = () => running.size >= RUNNING_MAX || stopping.signal.aborted;

  async function writeItems(jobId: string, items: readonly string[]): Promise<void> {
    const key = keys.opsJobItems(jobId);
    await redis.del(key);
    for (let from = 0; from < items.length; from += WRITE_TOGETHER)
      await redis.rPush(key, items.slice(from, from + WRITE_TOGETHER));
    await redis.expire(key, RUNS_KEPT_S);
  }

  async function create(jobId: string, { startedBy, order }: StartJob): Promise<JobView | 'busy'> {
    const lease = await leases.take(jobId, newId());
    // Another request under the same name is creating it.
    if (lease === null) return 'busy';
    try {
      const { kind, about, items, complete } = await order();
      const job = { ...NEW_JOB, job_id: jobId, kind, started_by: startedBy, about, complete, total: items.length };
      const started = { ...job, started_at: new Date().toISOString() };
      await writeItems(jobId, items);
      await records.add(jobId, started);
      begin(started, lease);
      return started;
    } catch (error) {
      await lease.release();
      throw error;
    }
  }

  return {
    find,
    async start(request) {
      const jobId = request.under === null ? newId() : await ids.idUnder(request.under);
      if (jobId === null) return 'other';
      const present = request.under === null ? null : await find(jobId);
      if (present !== null) return present;
      return isBusy() ? 'busy' : create(jobId, request);
    },
    async list(page) {
      const { items, next_cursor } = await records.list(page);
      return { items: await Promise.all(items.map(asItIs)), next_cursor };
    },
    async resume(jobId) {
      const job = await find(jobId);
      if (job === null) return 'unknown';
      if (job.state !== 'interrupted' && job.state !== 'failed') return job;
      if (isBusy()) return 'busy';
      const lease = await leases.take(jobId, newId());
      // Somebody else has resumed it.
      if (lease === null) return (await find(jobId)) ?? 'unknown';
      const rest: JobView = { ...job, state: 'running', ended_at: null, trouble: null };
      await records.save(jobId, rest);
      begin(rest, lease);
      return rest;
    },
    async cancel(jobId) {
      const job = await find(jobId);
      if (job === null) return 'unknown';
      if (job.state === 'running')
        await redis.set(keys.opsCancelled(jobId), '1', { expiration: { type: 'EX', value: CANCEL_KEPT_S } });
      if (job.state !== 'interrupted' && job.state !== 'failed') return job;
      const cancelled: JobView = { ...job, state: 'cancelled' };
      await records.save(jobId, cancelled);
      return cancelled;
    },
    async stop() {
      stopping.abort();
      await Promise.all(running);
    },
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
