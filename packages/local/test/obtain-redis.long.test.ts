import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startProcess } from '@stockade/local';
import { describeWhere, useLeakCheck } from '@stockade/testing';

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
    env: { PATH: path, XDG_CACHE_HOME: join(path, 'cache'), ...env },
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

  // No apt on the PATH under test, so these are what a machine without it comes to.
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

/** Debian's tools build a package, and a stand-in for apt fetches it. */
describeWhere(existsSync('/usr/bin/dpkg-deb'))('obtainRedis on Debian and Ubuntu', () => {
  const cache = () => join(path, 'cache', 'stockade', 'redis');

  beforeEach(async () => {
    const root = join(path, 'package');
    await mkdir(join(root, 'DEBIAN'), { recursive: true });
    await mkdir(join(root, 'usr', 'bin'), { recursive: true });
    await mkdir(join(root, 'usr', 'lib', 'x86_64-linux-gnu'), { recursive: true });
    await writeFile(
      join(root, 'DEBIAN', 'control'),
      'Package: redis-server\nVersion: 7.0.15-1\nArchitecture: all\nMaintainer: nobody <nobody@example.org>\nDescription: test\n',
    );
    await writeFile(join(root, 'usr', 'bin', 'redis-server'), '#!/bin/sh\necho "v=7.0.15 with $LD_LIBRARY_PATH"\n');
    await chmod(join(root, 'usr', 'bin', 'redis-server'), 0o755);
    const tools = ['cp', 'dpkg', 'dpkg-deb', 'tar', 'rm', 'sh', 'sleep'];
    for (const tool of tools) await symlink(`/usr/bin/${tool}`, join(path, tool));
    expect(spawnSync('dpkg-deb', ['--build', root, join(path, 'redis.deb')]).status).toBe(0);
    await provide('apt-cache', 'echo "  Candidate: 5:7.0.15-1"');
    await provide(
      'apt-get',
      `echo "$@" >> ${path}/apt.log
      for word in "$@"; do case $word in Dir::Cache=*) folder=\${word#*=}/archives;; install) wanted=yes;; esac; done
      [ -z "$wanted" ] || cp ${path}/redis.deb $folder/redis.deb`,
    );
  });

  test('unpacks the package into the cache of the user, and takes it from there the next time', async () => {
    const server = join(cache(), 'redis-server-7.0.15-1', 'redis-server');
    const first = await obtain();
    expect(first).toContain(`got {"kind":"binary","path":"${server}"}`);
    expect(first).toContain("no Redis on the PATH: unpacking one from this system's packages");
    expect(await readdir(cache())).toEqual(['redis-server-7.0.15-1']);
    expect(spawnSync(server, { encoding: 'utf8' }).stdout).toContain('root/usr/lib/x86_64-linux-gnu');

    await rm(join(path, 'apt-get'));
    expect(await obtain()).toBe(`got {"kind":"binary","path":"${server}"}\n`);
  });

  test('unpacks it once more where it does not work any more', async () => {
    await obtain();
    await rm(join(cache(), 'redis-server-7.0.15-1', 'root'), { recursive: true });
    expect(await obtain()).toContain('got {"kind":"binary"');
  });

  test('lets two processes unpack at once', async () => {
    const both = await Promise.all([obtain(), obtain()]);
    for (const output of both) expect(output).toContain('got {"kind":"binary"');
    expect(await readdir(cache())).toEqual(['redis-server-7.0.15-1']);
  });

  test('asks for nothing that needs root', async () => {
    await obtain();
    for (const line of (await readFile(join(path, 'apt.log'), 'utf8')).trim().split('\n')) {
      expect(line).toContain('Debug::NoLocking=1');
      expect(line).toMatch(/update$|--download-only/);
    }
  });

  test('says why nothing could be unpacked', async () => {
    await provide('apt-get', 'echo "E: no network"; exit 100');
    expect(await obtain()).toMatch(
      /Not unpacked from packages: apt cannot fetch redis-server, redis-tools: E: no network/,
    );
  });
});
