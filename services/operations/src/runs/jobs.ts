import { jobViewSchema, newId, type JobKind, type JobView, type Keys, type Page } from '@stockade/contracts';
import type { Confirmation, Redis } from '@stockade/redis';
import { makeCreateJob, type StartJob } from './create-job.js';
import { makeIdempotentIds } from './idempotent-ids.js';
import type { Work } from './job-work.js';
import type { Leases, WorkLease } from './leases.js';
import { runJob } from './run-job.js';
import { makeRunRecords } from './run-records.js';

/** Jobs that one process works on at the same time. */
const RUNNING_MAX = 4;
/** A request to cancel is kept for longer than a job takes to notice it. */
const CANCEL_KEPT_S = 60 * 60;

/** Why no job was started: `busy` means that this process works on as many as it may, or is stopping. */
export type NotStarted = 'other' | 'under-way' | 'busy';

/** Gets the stored job while no other process can work on it. Returns the job to work on now, or null for none. */
type Prepare = (kept: JobView | null) => Promise<JobView | null>;

export interface Jobs {
  /**
   * Starts a job, or finds the one that was started under the same name: `other` when that one is for something else, `under-way`
   * while it is being started.
   */
  start(request: StartJob): Promise<JobView | NotStarted>;
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
 * Jobs that outlive whoever started or watches them. The items of a job are stored before it begins, and its progress after each
 * round, so that any process can do the rest when the one that worked on it is gone.
 */
export function makeJobs({ redis, keys, leases, works, confirmation, onError }: JobsOptions): Jobs {
  const records = makeRunRecords({
    redis,
    index: keys.opsJobs,
    keyOf: keys.opsJob,
    besides: keys.opsJobItems,
    schema: jobViewSchema,
  });
  const create = makeCreateJob({ redis, keys, records });
  const ids = makeIdempotentIds(redis, keys);
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();

  /** A job whose process is gone still says that it is running, but nobody holds its lease. */
  async function asItIs(job: JobView): Promise<JobView> {
    if (job.state !== 'running' || (await leases.holderOf(job.job_id)) !== null) return job;
    const now = await records.find(job.job_id);
    return now === null || now.state === 'running' ? { ...(now ?? job), state: 'interrupted' } : now;
  }

  async function find(jobId: string): Promise<JobView | null> {
    const job = await records.find(jobId);
    return job && asItIs(job);
  }

  async function work(job: JobView, lease: WorkLease): Promise<void> {
    async function save(now: JobView): Promise<void> {
      // The process that took it over writes it now.
      if (await lease.isHeld()) await records.save(now.job_id, now);
    }
    const stop = AbortSignal.any([stopping.signal, lease.lost]);
    const ended = await runJob(job, { redis, keys, confirmation, work: works[job.kind], save, stop });
    try {
      await save({ ...ended, ended_at: new Date().toISOString() });
      if (!lease.lost.aborted && isOver(ended)) await redis.del(keys.opsJobItems(job.job_id));
    } catch (error) {
      onError(error);
    }
    await lease.release();
  }

  /** Takes the lease of a job and then decides by what is stored what to do with it. Null when there is nothing to do. */
  async function prepareAlone(jobId: string, prepare: Prepare): Promise<{ job: JobView; lease: WorkLease } | null> {
    const lease = await leases.take(jobId, newId(), async () => (await records.find(jobId))?.state === 'running');
    if (lease === null) return null;
    try {
      const job = await prepare(await records.find(jobId));
      if (job !== null) return { job, lease };
    } catch (error) {
      await lease.release();
      throw error;
    }
    await lease.release();
    return null;
  }

  /** Works on a job. The job counts as running from the start, so that simultaneous requests cannot exceed the maximum. */
  async function begin(jobId: string, prepare: Prepare): Promise<JobView | 'busy' | null> {
    if (running.size >= RUNNING_MAX || stopping.signal.aborted) return 'busy';
    const prepared = prepareAlone(jobId, prepare);
    const its = prepared
      .then(
        (begun) => begun && work(begun.job, begun.lease).catch(onError),
        () => 'told to whoever asked',
      )
      .then(() => void running.delete(its));
    running.add(its);
    return (await prepared)?.job ?? null;
  }

  return {
    find,
    async start(request) {
      const jobId = request.under === null ? newId() : await ids.idUnder(request.under);
      if (jobId === null) return 'other';
      const present = request.under === null ? null : await find(jobId);
      if (present !== null) return present;
      const begun = await begin(jobId, async (kept) => (kept === null ? create(jobId, request) : null));
      if (begun !== null && begun !== 'busy') return begun;
      // The same request was here first.
      const first = await find(jobId);
      if (first !== null) return first;
      return begun === null || (await leases.holderOf(jobId)) !== null ? 'under-way' : 'busy';
    },
    async list(page) {
      const { items, next_cursor } = await records.list(page);
      return { items: await Promise.all(items.map(asItIs)), next_cursor };
    },
    async resume(jobId) {
      const job = await find(jobId);
      if (job === null) return 'unknown';
      if (job.state !== 'interrupted' && job.state !== 'failed') return job;
      const resumed = await begin(jobId, async (kept) => {
        if (kept === null || isOver(kept)) return null;
        const rest: JobView = { ...kept, state: 'running', ended_at: null, trouble: null };
        await records.save(jobId, rest);
        return rest;
      });
      // Somebody else was here first.
      return resumed ?? (await find(jobId)) ?? 'unknown';
    },
    async cancel(jobId) {
      const job = await find(jobId);
      if (job === null) return 'unknown';
      if (isOver(job)) return job;
      await prepareAlone(jobId, async (kept) => {
        if (kept !== null && !isOver(kept)) await records.save(jobId, { ...kept, state: 'cancelled' });
        return null;
      });
      const now = (await find(jobId)) ?? job;
      // A process is working on it.
      if (now.state === 'running')
        await redis.set(keys.opsCancelled(jobId), '1', { expiration: { type: 'EX', value: CANCEL_KEPT_S } });
      return now;
    },
    async stop() {
      stopping.abort();
      await Promise.all(running);
    },
  };
}

/** Whether nothing of it is left to do. */
const isOver = ({ state }: JobView) => state === 'finished' || state === 'cancelled';
