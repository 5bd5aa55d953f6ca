import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startProcess, useLeakCheck } from '@stockade/testing';

useLeakCheck();

const LOCAL = new URL('../dist/index.js', import.meta.url).href;

let path = '';
beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), 'stockade-path-'));
});
afterEach(() => rm(path, { recursive: true }));

/** Puts a shell script of this name on the PATH under test. */
async function provide(name: string, script: string): Promise<void> {
  await writeFile(join(path, name), `#!/bin/sh\n${script}\n`);
  await chmod(join(path, name), 0o755);
}

/** What `obtainRedis` answers in a process whose PATH is the folder under test, and what it says meanwhile. */
async function obtain(env: Record<string, string> = {}): Promise<string> {
  const source = `import(${JSON.stringify(LOCAL)})
    .then(({ obtainRedis }) => obtainRedis())
    .then((program) => console.log('got', JSON.stringify(program)), (error) => console.log('failed', error.message));`;
  const child = await startProcess({
    name: 'obtain',
    command: process.execPath,
    args: ['-e', source],
    env: { PATH: path, ...env },
  });
  await child.exited;
  return child.output();
}

describe('obtainRedis', () => {
  test('takes a server on the PATH', async () => {
    await provide('redis-server', 'echo "Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.2.1 bits=64"');
    expect(await obtain()).toBe(`got {"kind":"binary","path":"${join(path, 'redis-server')}"}\n`);
  });

  test('takes Valkey, and says why it does not take an old Redis', async () => {
    await provide('redis-server', 'echo "Redis server v=6.0.16 sha=00000000:0 malloc=jemalloc-5.2.1 bits=64"');
    await provide('valkey-server', 'echo "Server v=8.1.1 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64"');
    const output = await obtain();
    expect(output).toMatch(/redis-server does not do: 7\.0 or newer is needed, it says "Redis server v=6\.0\.16/);
    expect(output).toContain(`got {"kind":"binary","path":"${join(path, 'valkey-server')}"}`);
  });

  test('takes what the variable names, unasked', async () => {
    expect(await obtain({ STOCKADE_REDIS_SERVER: '/opt/redis/redis-server' })).toBe(
      'got {"kind":"binary","path":"/opt/redis/redis-server"}\n',
    );
    expect(await obtain({ STOCKADE_REDIS_SERVER: 'docker:valkey/valkey:8' })).toBe(
      'got {"kind":"docker","image":"valkey/valkey:8"}\n',
    );
  });

  // No apt and no sudo on the PATH under test, so these are what a machine without either comes to.
  test('takes a container when nothing else is to be had', async () => {
    await provide('docker', 'exit 0');
    expect(await obtain()).toContain('got {"kind":"docker","image":"redis:8"}');
  });

  test('says the one line to type when there is not even Docker', async () => {
    expect(await obtain()).toMatch(
      /failed No Redis 7\.0 or newer on the PATH, and no Docker engine answers\. Type: (sudo apt-get|brew) install .*redis/,
    );
  });
});
