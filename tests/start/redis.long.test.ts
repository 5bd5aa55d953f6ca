import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { startProcess, startRedisServer, waitUntil, whoAnswers } from '@stockade/local';
import { READY_DEADLINE_MS, RESTART_DEADLINE_MS, useNpmStart } from './rig.js';

const npm = useNpmStart();

const OPS = fileURLToPath(new URL('../../scripts/ops.mjs', import.meta.url));

describe('the Redis of npm start', () => {
  test('comes back on the same port with its data', async () => {
    const run = await npm.runUntilReady();
    const { redis } = await npm.record();
    const password = await npm.redisPassword();
    const server = await waitUntil(() => whoAnswers(redis.port, password), { what: 'Redis to answer' });
    process.kill(server, 'SIGKILL');
    const answersAgain = async () => {
      const pid = await whoAnswers(redis.port, password);
      return pid !== server && pid;
    };
    const again = await waitUntil(answersAgain, { what: 'Redis to be back', deadlineMs: RESTART_DEADLINE_MS });
    await waitUntil(async () => (await fetch(`http://127.0.0.1:${npm.env()['STORE_PORT']}/health/ready`)).ok, {
      what: 'the store to be ready again',
    });
    expect(run.output()).toMatch(/Redis ended \(SIGKILL\.\); starting it again on port \d+\n/);

    process.kill(again, 'SIGKILL');
    await run.waitForOutput(/Redis ended once more for that reason; starting it again on port \d+ in 1 s\n/);
  });

  test('is open to nobody without the password, which is its owner’s alone and is not shown', async () => {
    const run = await npm.runUntilReady();
    const { redis } = await npm.record();
    expect(await whoAnswers(redis.port)).toBeUndefined();
    expect(await whoAnswers(redis.port, await npm.redisPassword())).toBeDefined();
    expect(run.output()).toContain(`redis://127.0.0.1:${redis.port}, password in `);
    expect(run.output()).not.toContain(await npm.redisPassword());
    const ops = await startProcess({ name: 'ops', command: process.execPath, args: [OPS, 'streams'], env: npm.env() });
    expect(await ops.exited).toEqual({ code: 0, signal: null });
    expect(ops.output()).toContain('order-placed');
  });

  test('says why it cannot start, and what repairs it, and npm start ends', async () => {
    const log = join(npm.dataDir(), 'redis', 'appendonlydir');
    await mkdir(log, { recursive: true });
    await writeFile(join(log, 'appendonly.aof.manifest'), 'file appendonly.aof.1.incr.aof seq 1 type i\n');
    await writeFile(join(log, 'appendonly.aof.1.incr.aof'), '*1\r\n$4\r\nPINGPONG and much besides\r\n');
    const run = await npm.run();
    expect(await run.exited).toEqual({ code: 1, signal: null });
    expect(run.output()).toMatch(/The Redis of npm start does not start\..*Bad file format/);
    expect(run.output()).toContain(`redis-check-aof --fix ${log}/appendonly.aof.manifest`);
    expect(run.output()).not.toContain('starting it again');
  });

  test('of somebody else is used, and its address is shown without its password', async () => {
    const dir = join(npm.dataDir(), 'given');
    await mkdir(dir);
    const redis = await startRedisServer({ dir, password: 'sesame' });
    const run = await npm.run({ REDIS_URL: redis.url, LOG_LEVEL: 'info' });
    await run.waitForOutput(/Stockade is ready/, READY_DEADLINE_MS);
    expect(run.output()).toContain(`redis://127.0.0.1:${redis.port}`);
    await run.kill('SIGTERM');
    expect(run.output()).not.toContain('sesame');
    await redis.stop();
  });
});
