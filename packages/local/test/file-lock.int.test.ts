import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { lockFile, startProcess, waitForLock, type RunningProcess } from '@stockade/local';
import { testWhere, useLeakCheck } from '@stockade/testing';

useLeakCheck();

const LOCAL = new URL('../dist/index.js', import.meta.url).href;

let dir = '';
let path = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'stockade-lock-'));
  path = join(dir, 'lock');
});
afterEach(() => rm(dir, { recursive: true }));

/** A process that takes the lock and keeps it. */
async function holder(): Promise<RunningProcess> {
  const source = `import(${JSON.stringify(LOCAL)}).then(({ lockFile }) => console.log(lockFile(${JSON.stringify(path)}) ? 'locked' : 'taken'));
    setInterval(() => {}, 1000)`;
  const run = await startProcess({ name: 'holder', command: process.execPath, args: ['-e', source] });
  await run.waitForOutput(/locked/);
  return run;
}

describe('the lock of a file', () => {
  test('is had by one process at a time, and by the next one when the first was killed', async () => {
    const other = await holder();
    expect(lockFile(path)).toBeUndefined();
    await expect(waitForLock(path, 50)).rejects.toThrow(`waited 50 ms for the lock of ${path}`);
    await other.kill();
    const lock = lockFile(path);
    expect(lock).toBeDefined();
    lock?.release();
  });

  test('is had once within one process too', () => {
    const lock = lockFile(path);
    expect(lockFile(path)).toBeUndefined();
    lock?.release();
    const again = lockFile(path);
    expect(again).toBeDefined();
    again?.release();
  });

  test('lasts as long as a child that inherited it, whatever we do with ours', async () => {
    const lock = lockFile(path);
    if (lock === undefined) throw new Error('nobody else has this lock');
    const child = await startProcess({ name: 'heir', command: 'sleep', args: ['60'], inheritedFd: lock.fd });
    lock.release();
    expect(lockFile(path)).toBeUndefined();
    await child.kill();
    const free = lockFile(path);
    expect(free).toBeDefined();
    free?.release();
  });

  test('is for its owner alone to take', async () => {
    lockFile(path)?.release();
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test('says what is wrong where there can be none', () => {
    expect(() => lockFile(join(dir, 'nowhere', 'lock'))).toThrow(/ENOENT.*nowhere/);
  });

  const namespaces = spawnSync('unshare', ['--pid', '--fork', '--mount-proc', 'true']).status === 0;
  testWhere(namespaces)('means the same to a process in another pid namespace', async () => {
    const other = await holder();
    const source = `import(${JSON.stringify(LOCAL)}).then(({ lockFile }) => console.log(lockFile(${JSON.stringify(path)}) ? 'locked' : 'taken'))`;
    const elsewhere = await startProcess({
      name: 'another container',
      command: 'unshare',
      args: ['--pid', '--fork', '--mount-proc', process.execPath, '-e', source],
    });
    await elsewhere.exited;
    expect(elsewhere.output()).toBe('taken\n');
    await other.kill();
  });
});
