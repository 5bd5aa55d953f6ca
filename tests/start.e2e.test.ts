import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  commandLineOf,
  freePort,
  startProcess,
  useLeakCheck,
  waitUntil,
  whoAnswers,
  type RunningProcess,
} from '@stockade/testing';

const START = fileURLToPath(new URL('../scripts/start.mjs', import.meta.url));
const READY_DEADLINE_MS = 60_000;
/** What is promised about a service that dies. */
const RESTART_DEADLINE_MS = 2_000;
const STOP_DEADLINE_MS = 30_000;

interface RunRecord {
  pid: number;
  redis: { port: number };
  services: { store: number; warehouse: number; refund: number };
}

useLeakCheck();

let dataDir = '';
let env: Record<string, string | undefined> = {};
let started: RunningProcess[] = [];

beforeAll(async () => {
  const [store, warehouse, refund] = await Promise.all([freePort(), freePort(), freePort()]);
  const ports = { STORE_PORT: String(store), WAREHOUSE_PORT: String(warehouse), REFUND_PORT: String(refund) };
  env = { ...process.env, ...ports, REDIS_URL: undefined, LOG_LEVEL: 'warn' };
});
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'stockade-start-'));
  env = { ...env, DATA_DIR: dataDir };
  started = [];
});
afterEach(async () => {
  await Promise.all(
    started.filter((run) => run.exit() === undefined).map((run) => run.stop({ deadlineMs: STOP_DEADLINE_MS })),
  );
  await rm(dataDir, { recursive: true });
});

async function npmStart(changes: Record<string, string> = {}): Promise<RunningProcess> {
  const run = await startProcess({
    name: 'npm start',
    command: process.execPath,
    args: [START],
    env: { ...env, ...changes },
  });
  started.push(run);
  return run;
}

async function npmStartAndWait(): Promise<RunningProcess> {
  const run = await npmStart();
  await run.waitForOutput(/Stockade is ready/, READY_DEADLINE_MS);
  return run;
}

const record = async (): Promise<RunRecord> => JSON.parse(await readFile(join(dataDir, 'run.json'), 'utf8'));

async function leftRunning({ services, redis }: RunRecord): Promise<string[]> {
  const left = Object.values(services).map(commandLineOf);
  if ((await whoAnswers(redis.port)) !== undefined) left.push('redis');
  return left.filter((command) => command !== undefined);
}

describe('npm start', () => {
  test('says where to look and how to log in, and the login works', async () => {
    const run = await npmStartAndWait();
    for (const port of [env['STORE_PORT'], env['WAREHOUSE_PORT'], env['REFUND_PORT']])
      expect(run.output()).toContain(`http://localhost:${port}`);
    const [, command = ''] = await run.waitForOutput(/(curl -s [^]*?"\n)/);
    const curl = await startProcess({ name: 'login', command: 'sh', args: ['-c', command] });
    await curl.exited;
    expect(JSON.parse(curl.output().trim())).toHaveProperty('access_token');
  });

  test.each(['SIGKILL', 'SIGTERM'] as const)(
    'starts a service again within two seconds of its end by %s',
    async (signal) => {
      const run = await npmStartAndWait();
      const { services } = await record();
      process.kill(services.warehouse, signal);
      await waitUntil(() => commandLineOf(services.warehouse) === undefined, { what: 'the warehouse to end' });
      const runsAgain = async () => {
        const { warehouse } = (await record()).services;
        return warehouse !== services.warehouse && commandLineOf(warehouse);
      };
      await waitUntil(runsAgain, { what: 'a new warehouse', deadlineMs: RESTART_DEADLINE_MS });
      const isReady = async () => (await fetch(`http://127.0.0.1:${env['WAREHOUSE_PORT']}/health/ready`)).ok;
      await waitUntil(isReady, { what: 'it to be ready' });
      expect(run.output()).toMatch(/warehouse ended \(.*\); starting it again/);
    },
  );

  test('refuses a second run on the same data, in one line', async () => {
    const run = await npmStartAndWait();
    const second = await npmStart();
    expect(await second.exited).toEqual({ code: 1, signal: null });
    expect(second.output()).toContain(`Another npm start (pid ${run.pid}) runs on ${dataDir}`);
    expect(run.exit()).toBeUndefined();
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'stops everything after %s, a second one changes nothing, and exits with 0',
    async (signal) => {
      const run = await npmStartAndWait();
      const left = await record();
      run.signal(signal);
      run.signal(signal);
      expect(await run.exited).toEqual({ code: 0, signal: null });
      expect(await leftRunning(left)).toEqual([]);
      await expect(record()).rejects.toThrow('ENOENT');
    },
  );

  test('takes over from a run that was killed', async () => {
    const killed = await npmStartAndWait();
    const left = await record();
    await killed.kill();
    expect(await leftRunning(left)).toHaveLength(4);

    const run = await npmStartAndWait();
    expect(await leftRunning(left)).toEqual([]);
    expect(run.output()).toContain('shut down the Redis of a run that was killed');
  });

  test('names a Redis that does not answer, without its password', async () => {
    const run = await npmStart({ REDIS_URL: `redis://:sesame@127.0.0.1:${await freePort()}` });
    expect(await run.exited).toEqual({ code: 1, signal: null });
    expect(run.output()).toMatch(/REDIS_URL does not answer: connect ECONNREFUSED/);
    expect(run.output()).not.toContain('sesame');
  });
});

describe('the Redis of npm start', () => {
  test('comes back on the same port with its data', async () => {
    const run = await npmStartAndWait();
    const { redis } = await record();
    const server = await waitUntil(() => whoAnswers(redis.port), { what: 'Redis to answer' });
    process.kill(server, 'SIGKILL');
    const answersAgain = async () => {
      const pid = await whoAnswers(redis.port);
      return pid !== server && pid;
    };
    await waitUntil(answersAgain, { what: 'Redis to be back', deadlineMs: RESTART_DEADLINE_MS });
    await waitUntil(async () => (await fetch(`http://127.0.0.1:${env['STORE_PORT']}/health/ready`)).ok, {
      what: 'the store to be ready again',
    });
    expect(run.output()).toMatch(/Redis ended \(SIGKILL\); starting it again/);
  });
});
