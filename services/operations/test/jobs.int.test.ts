import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { allFlows, makeKeys, newId, type JobView, type LetterChoice } from '@stockade/contracts';
import { groupLetters, makeRepair, makeShopLetters } from '@stockade/operations';
import { NO_CONFIRMATION } from '@stockade/redis';
import { usePrivateRedis, waitUntil } from '@stockade/testing';
import { CountDiffers, makeLetterJobs } from '../src/letter-jobs.js';
import { makeWorks, type Work } from '../src/runs/job-work.js';
import { makeJobs, type Jobs } from '../src/runs/jobs.js';
import { makeLeases } from '../src/runs/leases.js';

const redis = usePrivateRedis();
const keys = makeKeys();
const streams = allFlows(keys).map(({ stream }) => stream);
const admin = newId();
const opened: Jobs[] = [];
const LETTERS = 1_000;
const deadLettersOf = (stream: string) => `${stream}:dead`;

beforeEach(async () => {
  await redis.flush();
  await bury(LETTERS);
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((jobs) => jobs.stop()));
});

/** A third each of three causes, in all streams. Each entry is numbered. */
async function bury(count: number): Promise<void> {
  const reasons = [() => `order ${newId()} is lost`, (i: number) => `line ${i} is bad`, () => 'no "thing"'];
  const adds = Array.from({ length: count }, (_, i) => {
    const letter = { reason: reasons[i % 3]?.(i) ?? '', group: 'g', at: '1', fields: JSON.stringify(['n', String(i)]) };
    return redis.client.xAdd(deadLettersOf(streams[i % streams.length] ?? ''), '*', letter);
  });
  await Promise.all(adds);
}

/** A process that works on jobs. `before` is called with each letter that it replays. */
function openProcess(before: (id: string) => Promise<void> = async () => {}) {
  const letters = makeShopLetters(redis.client, keys);
  const works = makeWorks({ letters, repair: makeRepair(redis.client, keys) });
  const replay: Work = async (id) => {
    await before(id);
    return works.replay(id);
  };
  const jobs = makeJobs({
    redis: redis.client,
    keys,
    leases: makeLeases(redis.client, keys),
    works: { ...works, replay },
    confirmation: NO_CONFIRMATION,
    onError: (error) => {
      throw error;
    },
  });
  opened.push(jobs);
  return { jobs, letters, letterJobs: makeLetterJobs(letters, jobs) };
}

const request = (choice: LetterChoice, idempotencyKey?: string) => ({ startedBy: admin, choice, idempotencyKey });

function expectJob(job: JobView | string | null): JobView {
  if (job === null || typeof job === 'string') throw new Error(`there is no job but ${job}`);
  return job;
}

async function untilOver(jobs: Jobs, { job_id }: JobView): Promise<JobView> {
  let job = expectJob(await jobs.find(job_id));
  const look = async () => (job = expectJob(await jobs.find(job_id))).state !== 'running';
  await waitUntil(look, { what: 'the job to end' });
  return job;
}

/** The numbers of all entries that were replayed, in all streams. */
async function replayed(): Promise<number[]> {
  const entries = await Promise.all(streams.map((stream) => redis.client.xRange(stream, '-', '+')));
  return entries.flatMap((some) => (some ?? []).map(({ message }) => Number(message['n']))).toSorted((a, b) => a - b);
}

const deadLetters = async () => {
  const lengths = await Promise.all(streams.map((stream) => redis.client.xLen(deadLettersOf(stream))));
  return lengths.reduce((sum, length) => sum + length, 0);
};

describe('a job over a thousand dead letters', () => {
  test('replays one of three causes, tells its progress, and leaves the others', async () => {
    const { jobs, letters, letterJobs } = openProcess();
    const { items: causes } = await groupLetters(letters, {});
    expect(new Set(causes.map(({ cause }) => cause))).toEqual(
      new Set(['order <id> is lost', 'line <n> is bad', 'no "…"']),
    );
    const started = expectJob(await letterJobs.replay(request({ filter: { reason: 'line 5 is bad' } })));
    expect(started).toMatchObject({ state: 'running', total: 333, done: 0, complete: true });
    const ended = await untilOver(jobs, started);
    expect(ended).toMatchObject({ state: 'finished', done: 333, failed: 0, outcomes: { replayed: 333 } });
    expect(ended.items).toHaveLength(200);
    expect(ended.ended_at).not.toBeNull();
    expect(await replayed()).toEqual(Array.from({ length: 333 }, (_, i) => 3 * i + 1));
    expect(await deadLetters()).toBe(LETTERS - 333);
    expect((await jobs.list({ limit: 10 })).items.map(({ job_id }) => job_id)).toEqual([started.job_id]);
    expect(await redis.client.exists(keys.opsJobItems(started.job_id))).toBe(0);
  });

  test('whose process is gone in the middle is shown as interrupted, and another does the rest: each once', async () => {
    let calls = 0;
    let stuck = () => {};
    const isStuck = new Promise<void>((resolve) => (stuck = resolve));
    const frozen = new Promise<void>(() => {});
    // In its fifth round the process does half of what it has in hand, and is never heard of again.
    const first = openProcess(async () => {
      if (++calls <= 4 * 64 + 32) return;
      stuck();
      await frozen;
    });
    opened.splice(0);
    const started = expectJob(await first.letterJobs.replay(request({ filter: {} }, 'key')));
    await isStuck;
    await waitUntil(async () => (await deadLetters()) === LETTERS - 4 * 64 - 32, { what: 'half a round' });
    await redis.client.del(keys.opsLease(started.job_id));

    const { jobs, letterJobs } = openProcess();
    expect(await jobs.find(started.job_id)).toMatchObject({ state: 'interrupted', done: 256, total: LETTERS });
    const repeated = expectJob(await letterJobs.replay(request({ filter: {} }, 'key')));
    expect([repeated.job_id, repeated.state]).toEqual([started.job_id, 'interrupted']);
    expect(await jobs.resume(started.job_id)).toMatchObject({ state: 'running', done: 256 });
    const ended = await untilOver(jobs, started);
    expect(ended).toMatchObject({
      state: 'finished',
      done: LETTERS,
      failed: 0,
      outcomes: { replayed: LETTERS - 32, 'already-replayed': 32 },
    });
    expect(await replayed()).toEqual(Array.from({ length: LETTERS }, (_, i) => i));
    expect(await deadLetters()).toBe(0);
    expect(await jobs.resume(started.job_id)).toMatchObject({ state: 'finished' });
  });

  test('ends when it is cancelled, and what it has not reached stays', async () => {
    const held: (() => void)[] = [];
    const { jobs, letterJobs } = openProcess(() => new Promise((resolve) => held.push(resolve)));
    const started = expectJob(await letterJobs.replay(request({ filter: {} })));
    await waitUntil(async () => held.length === 64, { what: 'the first round' });
    await jobs.cancel(started.job_id);
    for (const letGo of held) letGo();
    expect(await untilOver(jobs, started)).toMatchObject({ state: 'cancelled', done: 64 });
    expect(await deadLetters()).toBe(LETTERS - 64);
  });

  test('goes on by itself after Redis was away', async () => {
    let calls = 0;
    const { jobs, letterJobs } = openProcess(async () => {
      if (++calls === 200) await redis.server.kill();
    });
    const started = expectJob(await letterJobs.replay(request({ filter: {} })));
    await waitUntil(async () => !redis.client.isReady, { what: 'Redis to be away' });
    await redis.server.restart();
    await waitUntil(async () => redis.client.isReady, { what: 'Redis to be back' });
    expect(await untilOver(jobs, started)).toMatchObject({ state: 'finished', done: LETTERS, failed: 0 });
    expect(await replayed()).toEqual(Array.from({ length: LETTERS }, (_, i) => i));
  });
});

describe('a purge', () => {
  test('is refused unless the number is right, and then removes exactly those', async () => {
    const { jobs, letterJobs, letters } = openProcess();
    const choice = { filter: { reason: 'no "thing"', stream: streams[2] } };
    await expect(letterJobs.purge(request(choice, 'k'), 332)).rejects.toEqual(new CountDiffers(333));
    expect([await deadLetters(), await jobs.list({ limit: 1 })]).toEqual([LETTERS, { items: [], next_cursor: null }]);
    const job = expectJob(await letterJobs.purge(request(choice, 'l'), 333));
    expect(await untilOver(jobs, job)).toMatchObject({ state: 'finished', outcomes: { purged: 333 } });
    expect((await letters.list({ limit: 100 }, choice.filter)).items).toEqual([]);
    expect([await deadLetters(), await replayed()]).toEqual([LETTERS - 333, []]);
    expect(await letterJobs.purge(request(choice, 'l'), 333)).toMatchObject({ job_id: job.job_id, state: 'finished' });
    expect(await letterJobs.purge(request({ filter: {} }, 'l'), 667)).toBe('other');
  });

  test('of named ones counts those that are there', async () => {
    const { jobs, letterJobs, letters } = openProcess();
    const [one, two] = (await letters.list({ limit: 2 }, {})).items.map(({ id }) => id);
    const ids = [one ?? '', two ?? '', one ?? '', `${streams[0]}.1-1`];
    await expect(letterJobs.purge(request({ ids }), 3)).rejects.toThrow(CountDiffers);
    const job = expectJob(await letterJobs.purge(request({ ids }), 2));
    expect(await untilOver(jobs, job)).toMatchObject({
      total: 3,
      outcomes: { purged: 2, unknown: 1 },
      failed: 1,
      failures: [{ id: ids[3], outcome: 'unknown' }],
    });
  });
});

test('one process works on four jobs, and no more', async () => {
  let open = () => {};
  const gate = new Promise<void>((resolve) => (open = resolve));
  const { letterJobs } = openProcess(() => gate);
  for (let i = 0; i < 4; i++) expectJob(await letterJobs.replay(request({ filter: { stream: streams[0] } })));
  expect(await letterJobs.replay(request({ filter: {} }))).toBe('busy');
  open();
});
