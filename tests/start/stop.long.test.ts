import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { startProcess, waitUntil } from '@stockade/local';
import { READY_DEADLINE_MS, START, useNpmStart } from './rig.js';

const npm = useNpmStart();

/** What is promised about what a killed run had started; a service gives itself 15 s. */
const LEFT_OVER_DEADLINE_MS = 20_000;

describe('npm start', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)(
    'stops everything after %s and exits with %i; that npm passes on the same Ctrl-C changes nothing',
    async (signal, code) => {
      const run = await npm.runUntilReady();
      const left = await npm.record();
      run.signal(signal);
      run.signal(signal);
      expect(await run.exited).toEqual({ code, signal: null });
      expect(await npm.leftRunning(left)).toEqual([]);
      expect(run.output()).not.toContain('did not stop well');
      await expect(npm.record()).rejects.toThrow('ENOENT');
    },
  );

  test('stops many processes while they start without a warning', async () => {
    const run = await npm.run({}, ['--replicas', '3']);
    const started = async () => Object.keys((await npm.record().catch(() => undefined))?.services ?? {}).length;
    await waitUntil(async () => (await started()) === 14, { what: 'all to be started', deadlineMs: READY_DEADLINE_MS });
    run.signal('SIGINT');
    expect(await run.exited).toEqual({ code: 130, signal: null });
    expect(run.output()).toMatch(/^\[stockade\] stopped$/m);
    expect(run.output()).not.toMatch(/Warning|did not stop well/);
  });

  test('kills a service that does not stop when Ctrl-C is pressed again', async () => {
    const run = await npm.runUntilReady();
    const left = await npm.record();
    process.kill(left.services.store, 'SIGSTOP');
    const pressAgain = () => {
      run.signal('SIGINT');
      return run.exit();
    };
    await waitUntil(pressAgain, { what: 'the run to end', deadlineMs: 10_000, intervalMs: 200 });
    expect(run.exit()).toEqual({ code: 130, signal: null });
    expect(run.output()).toContain('store did not stop well (SIGKILL)');
    expect(await npm.leftRunning(left)).toEqual([]);
  });

  test.each([
    ['| head -n 1', 141, 'stopping'],
    ['> /dev/full', 74, 'standard output cannot be written: ENOSPC'],
  ])('stops everything in order when its output is lost, as with %s, and exits with %i', async (where, code, why) => {
    const log = join(npm.dataDir(), 'launcher.log');
    const shell = await startProcess({
      name: 'sh',
      command: 'sh',
      args: ['-c', `{ '${process.execPath}' '${START}' 2>'${log}'; echo "exit code $?" >>'${log}'; } ${where}`],
      env: { ...npm.env(), LOG_LEVEL: 'info' },
    });
    await shell.exited;
    const told = await readFile(log, 'utf8');
    expect(told).toContain(why);
    expect(told).toMatch(new RegExp(`^\\[stockade\\] stopped\nexit code ${code}\n`, 'm'));
    expect(told).not.toMatch(/Error|Warning|did not stop well|\n {4}at /);
    await expect(npm.record()).rejects.toThrow('ENOENT');
  });

  test('stops when npm is killed, or a shell between npm and it', async () => {
    const shell = await startProcess({
      name: 'sh',
      command: 'sh',
      args: ['-c', `'${process.execPath}' '${START}'; true`],
      env: { ...npm.env(), npm_lifecycle_event: 'start' },
    });
    await shell.waitForOutput(/Stockade is ready/, READY_DEADLINE_MS);
    const left = await npm.record();
    await Promise.all([
      shell.kill(),
      waitUntil(async () => (await npm.leftRunning(left)).length === 0, {
        what: 'everything to stop',
        deadlineMs: LEFT_OVER_DEADLINE_MS,
      }),
    ]);
  });

  test('leaves nothing running when it is killed, and the next run waits for that instead of refusing', async () => {
    const killed = await npm.runUntilReady();
    const left = await npm.record();
    const password = await npm.redisPassword();
    await killed.kill();
    const run = await npm.runUntilReady();
    expect(await npm.leftRunning(left)).toEqual([]);
    expect(run.output()).toContain('the last run on this directory was killed; what it started stops by itself');
    expect(await npm.redisPassword()).toBe(password);
  });
});
