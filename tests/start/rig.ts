import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach } from '@jest/globals';
import { commandLineOf, freePort, startProcess, whoAnswers, type RunningProcess } from '@stockade/local';
import { useLeakCheck } from '@stockade/testing';

export const START = fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url));
export const READY_DEADLINE_MS = 60_000;
/** What is promised about a service, or a Redis, that dies. */
export const RESTART_DEADLINE_MS = 2_000;
const STOP_DEADLINE_MS = 30_000;

interface RunRecord {
  pid: number;
  redis: { port: number; cluster?: number[] };
  services: Record<string, number> & {
    store: number;
    warehouse: number;
    refund: number;
    operations: number;
    storefront: number;
  };
}

export type NpmStart = ReturnType<typeof useNpmStart>;

/** `npm start` on ports of its own, and a data directory per test. */
export function useNpmStart() {
  useLeakCheck();
  let dataDir = '';
  let env: Record<string, string | undefined> = {};
  let started: RunningProcess[] = [];

  beforeAll(async () => {
    const ports: Record<string, string> = {};
    for (const name of [
      'STORE_PORT',
      'WAREHOUSE_PORT',
      'REFUND_PORT',
      'OPERATIONS_PORT',
      'LAB_PORT',
      'STOREFRONT_PORT',
    ])
      ports[name] = String(await freePort());
    env = { ...process.env, ...ports, REDIS_URL: undefined, LOG_LEVEL: 'fatal' };
  });
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'stockade-start-'));
    env = { ...env, DATA_DIR: dataDir };
    started = [];
  });
  afterEach(async () => {
    const running = started.filter((run) => run.exit() === undefined);
    await Promise.all(running.map((run) => run.stop({ deadlineMs: STOP_DEADLINE_MS })));
    await rm(dataDir, { recursive: true });
  });

  const redisPassword = async () => (await readFile(join(dataDir, 'secrets', 'redis-password'), 'utf8')).trim();
  const run = async (changes: Record<string, string> = {}, words: string[] = []): Promise<RunningProcess> => {
    const args = [START, ...words];
    const options = { name: 'npm start', command: process.execPath, args, env: { ...env, ...changes } };
    const present = await startProcess(options);
    started.push(present);
    return present;
  };
  return {
    dataDir: () => dataDir,
    env: () => env,
    run,
    async runUntilReady(changes?: Record<string, string>, words?: string[]): Promise<RunningProcess> {
      const present = await run(changes, words);
      await present.waitForOutput(/Stockade is ready/, READY_DEADLINE_MS);
      return present;
    },
    redisPassword,
    record: async (): Promise<RunRecord> => JSON.parse(await readFile(join(dataDir, 'run.json'), 'utf8')),
    /** What still runs of that which a run had recorded. */
    async leftRunning({ services, redis }: RunRecord): Promise<string[]> {
      const left = Object.values(services).map(commandLineOf);
      if ((await whoAnswers(redis.port, await redisPassword())) !== undefined) left.push('redis');
      return left.filter((command) => command !== undefined);
    },
  };
}
