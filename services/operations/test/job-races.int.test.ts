import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { makeKeys, newId, type JobView } from '@stockade/contracts';
import { NO_CONFIRMATION, type Redis } from '@stockade/redis';
import { usePrivateRedis, waitUntil } from '@stockade/testing';
import { started } from '../src/http/dead-letters.js';
import { makeJobs, type Jobs } from '../src/runs/jobs.js';
import { makeLeases } from '../src/runs/leases.js';

const redis = usePrivateRedis({ appendfsync: 'everysec' });
const keys = makeKeys();
const admin = newId();
const opened: Jobs[] = [];
const FROZEN_MS = 60_000;

beforeEach(() => redis.flush());
afterEach(async () => {
  jest.restoreAllMocks();
  await Promise.all(opened.splice(0).map((jobs) => jobs.stop()));
});

/** A gate that is shut until it is opened, and tells when somebody stands before it. */
function makeGate() {
  let open = () => {};
  const opens = new Promise<void>((resolve) => (open = resolve));
  let reach = () => {};
  const reached = new Promise<void>((resolve) => (reach = resolve));
  const pass = () => {
    reach();
    return opens;
  };
  return { open, pass, reached };
}

/** A process that works on jobs of which each item does nothing but wait. */
function openProcess(wait: () => Promise<void> = async () => {}, client: Redis = redis.client): Jobs {
  const work = async (id: string) => {
    await wait();
    return { id, outcome: 'done' };
  };
  const jobs = makeJobs({
    redis: client,
    keys,
    leases: makeLeases(client, keys),
    works: { replay: work, purge: work, repair: work },
    confirmation: NO_CONFIRMATION,
    onError: (error) => {
      throw error;
    },
  });
  opened.push(jobs);
  return jobs;
}

/** A connection of which the first SET waits before a gate, as that of a process that stands still just then. */
function stoppedBeforeSet(pass: () => Promise<void>, of: (key: string) => boolean): Redis {
  let isFirst = true;
  return new Proxy(redis.client, {
    get(target, name) {
      const found: unknown = Reflect.get(target, name, target);
      if (name !== 'set' || typeof found !== 'function') return found;
      return async (...args: unknown[]) => {
        if (isFirst && of(String(args[0]))) {
          isFirst = false;
          await pass();
        }
        return Reflect.apply(found, target, args);
      };
    },
  });
}

const request = (key: string | null, chosen: () => Promise<void> = async () => {}) => ({
  startedBy: admin,
  under: key === null ? null : { by: admin, key, digest: 'digest' },
  async order() {
    await chosen();
    const about = { ids: 1, filter: null, audit_id: null };
    return { kind: 'replay' as const, about, items: ['a', 'b'], complete: true };
  },
});

function expectJob(job: JobView | string | null): JobView {
  if (job === null || typeof job === 'string') throw new Error(`there is no job but ${job}`);
  return job;
}

const until = (jobs: Jobs, { job_id: jobId }: JobView, state: JobView['state']) =>
  waitUntil(async () => (await jobs.find(jobId))?.state === state, { what: `the job to be ${state}` });

/** A job that was interrupted before it did anything. */
async function interrupted(): Promise<JobView> {
  const gate = makeGate();
  const jobs = openProcess(gate.pass);
  const job = expectJob(await jobs.start(request(null)));
  await gate.reached;
  const stopped = jobs.stop();
  gate.open();
  await stopped;
  return expectJob(await jobs.find(job.job_id));
}

describe('requests that come together', () => {
  test('are the same one under the same key: while it is being started that is said, and then it finds its job', async () => {
    const gate = makeGate();
    const jobs = openProcess();
    const first = jobs.start(request('key', gate.pass));
    await gate.reached;
    expect(await jobs.start(request('key'))).toBe('under-way');
    expect(await openProcess().start(request('key'))).toBe('under-way');
    expect(() => started('under-way')).toThrow('The same request is under way');
    gate.open();
    const job = expectJob(await first);
    expect(expectJob(await jobs.start(request('key'))).job_id).toBe(job.job_id);
    await until(jobs, job, 'finished');
    expect((await jobs.list({ limit: 10 })).items).toHaveLength(1);
  });

  test('start four jobs in one process, and no more; a repetition is told of its own request all the same', async () => {
    const gate = makeGate();
    const jobs = openProcess();
    const asked = Array.from({ length: 6 }, (_, i) => jobs.start(request(`key ${i}`, gate.pass)));
    const outcomes = Promise.all(asked);
    await waitUntil(async () => (await redis.client.keys(keys.opsLease('*'))).length >= 4, { what: 'four leases' });
    const repeated = await Promise.all([0, 1, 2, 3, 4, 5].map((i) => jobs.start(request(`key ${i}`))));
    gate.open();
    expect((await outcomes).filter((outcome) => outcome === 'busy')).toHaveLength(2);
    expect(repeated.toSorted()).toEqual(['busy', 'busy', ...Array<string>(4).fill('under-way')]);
  });

  test('create one job, though one of them is held up until the other has finished it', async () => {
    const gate = makeGate();
    const late = openProcess(
      undefined,
      stoppedBeforeSet(gate.pass, (key) => key.startsWith(keys.opsLease(''))),
    );
    const second = late.start(request('key'));
    await gate.reached;
    const jobs = openProcess();
    const job = expectJob(await jobs.start(request('key')));
    await until(jobs, job, 'finished');
    gate.open();
    expect(expectJob(await second)).toEqual(await jobs.find(job.job_id));
    expect(await jobs.find(job.job_id)).toMatchObject({ state: 'finished', done: 2 });
  });
});

describe('a job that another process finishes meanwhile', () => {
  test.each(['resume', 'cancel'] as const)('is left as it is by a %s that began before', async (action) => {
    const job = await interrupted();
    expect(job).toMatchObject({ state: 'interrupted', done: 2 });
    const gate = makeGate();
    const late = openProcess(
      undefined,
      stoppedBeforeSet(gate.pass, () => true),
    );
    const asked = late[action](job.job_id);
    await gate.reached;
    const jobs = openProcess();
    expectJob(await jobs.resume(job.job_id));
    await until(jobs, job, 'finished');
    const finished = await jobs.find(job.job_id);
    gate.open();
    expect(await asked).toEqual(finished);
    await late.stop();
    expect(await jobs.find(job.job_id)).toEqual(finished);
  });

  test('is not written over by the process that stood still in the middle of it', async () => {
    const gate = makeGate();
    const frozen = openProcess(gate.pass);
    const job = expectJob(await frozen.start(request(null)));
    await gate.reached;
    await redis.client.del(keys.opsLease(job.job_id));
    const now = performance.now.bind(performance);
    jest.spyOn(performance, 'now').mockImplementation(() => now() + FROZEN_MS);
    const jobs = openProcess();
    expectJob(await jobs.resume(job.job_id));
    await until(jobs, job, 'finished');
    const finished = await jobs.find(job.job_id);
    gate.open();
    await frozen.stop();
    expect(await jobs.find(job.job_id)).toEqual(finished);
    expect(await redis.client.exists(keys.opsLease(job.job_id))).toBe(0);
  });
});
