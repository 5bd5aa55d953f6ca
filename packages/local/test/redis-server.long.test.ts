import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { commandLineOf, startProcess, startRedisServer, waitUntil, whoAnswers, whyUnreachable } from '@stockade/local';
import { describeWhere, usePrivateRedis } from '@stockade/testing';

const redis = usePrivateRedis();
const LOCAL = new URL('../dist/index.js', import.meta.url).href;

describe('a private Redis', () => {
  test('keeps everything on disk and evicts nothing', async () => {
    const config = await redis.client.configGet(['appendonly', 'appendfsync', 'maxmemory-policy', 'save', 'bind']);
    expect({ ...config }).toEqual({
      appendonly: 'yes',
      appendfsync: 'always',
      'maxmemory-policy': 'noeviction',
      save: '',
      bind: '127.0.0.1',
    });
  });

  test('comes back on the same port with its data after kill -9', async () => {
    await redis.client.set('kept', 'yes');
    const pid = redis.server.pid();
    await redis.server.kill();
    await expect(redis.client.ping()).rejects.toThrow();
    await redis.server.restart();
    await waitUntil(() => redis.client.isReady, { what: 'the client to reconnect' });
    expect(await redis.client.get('kept')).toBe('yes');
    expect(redis.server.pid()).not.toBe(pid);
  });

  test('can be frozen and thawed', async () => {
    await redis.server.signal('SIGSTOP');
    const pong = redis.client.ping();
    const first = await Promise.race([pong, waitUntil(() => 'still frozen', { what: 'a look' })]);
    await redis.server.signal('SIGCONT');
    expect([first, await pong]).toEqual(['still frozen', 'PONG']);
  });

  test('is empty after a flush', async () => {
    await redis.client.set('key', 'value');
    await redis.flush();
    expect(await redis.client.dbSize()).toBe(0);
  });
});

describe('startRedisServer', () => {
  let dir = '';
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'stockade-redis-'));
  });
  afterAll(() => rm(dir, { recursive: true }));

  test('quotes the log of a server that does not start', async () => {
    await expect(startRedisServer({ dir, args: ['--maxmemory', 'plenty'] })).rejects.toThrow(
      /instead of starting[^]*argument must be/,
    );
  });

  test('says so when the port is taken', async () => {
    await expect(startRedisServer({ dir, port: redis.server.port })).rejects.toThrow(
      /instead of starting[^]*ddress already in use/,
    );
  });

  test('refuses a directory on which another server works, and takes it when that one is gone', async () => {
    const first = await startRedisServer({ dir });
    await expect(startRedisServer({ dir, lockDeadlineMs: 100 })).rejects.toThrow(`another Redis works on ${dir}`);
    expect(await whoAnswers(first.port)).toBe(first.pid());
    await first.kill();
    const second = await startRedisServer({ dir, lockDeadlineMs: 100 });
    await second.stop();
  });

  test('lets nobody in without the password, which no command line shows', async () => {
    const server = await startRedisServer({ dir, password: 'sesame' });
    expect(await whoAnswers(server.port)).toBeUndefined();
    expect(await whoAnswers(server.port, 'simsim')).toBeUndefined();
    expect(await whoAnswers(server.port, 'sesame')).toBe(server.pid());
    expect(await whyUnreachable(server.url)).toBeUndefined();
    expect(await whyUnreachable(`redis://127.0.0.1:${server.port}`)).toMatchObject({
      message: expect.stringMatching(/NOAUTH/),
    });
    expect(commandLineOf(server.pid())).not.toContain('sesame');
    await server.stop();
  });

  test('can end by SIGTERM when the process that started it is killed, so that it syncs its log', async () => {
    const source = `import(${JSON.stringify(LOCAL)}).then(async ({ startRedisServer }) => {
        const server = await startRedisServer({ dir: ${JSON.stringify(dir)}, args: ['--logfile', 'log'], signalAtOurDeath: 'SIGTERM' });
        console.log('port', server.port);
      }); setInterval(() => {}, 1000)`;
    const parent = await startProcess({ name: 'parent', command: process.execPath, args: ['-e', source] });
    const [, port] = await parent.waitForOutput(/port (\d+)/);
    await parent.kill();
    await waitUntil(async () => (await whoAnswers(Number(port))) === undefined, { what: 'the server to end' });
    const log = () => readFile(join(dir, 'log'), 'utf8');
    await waitUntil(async () => (await log()).includes('ready to exit'), { what: 'it to say so' });
    expect(await log()).toMatch(/Received SIGTERM/);
  });

  test('stops like SHUTDOWN, and twice is no harm', async () => {
    const server = await startRedisServer({ dir });
    await server.stop();
    await server.stop();
    expect(await server.exited()).toEqual({ code: 0, signal: null });
  });
});

const CONTAINER = { kind: 'docker', image: 'redis:8' } as const;
const DOCKER_DEADLINE_MS = 60_000;
const hasImage = spawnSync('docker', ['image', 'inspect', CONTAINER.image]).status === 0;

describeWhere(hasImage)('a Redis in a container', () => {
  let dir = '';
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'stockade-redis-'));
  });
  afterEach(() => rm(dir, { recursive: true }));

  test('wants its password and keeps every other server off its directory', async () => {
    const first = await startRedisServer({
      dir,
      program: CONTAINER,
      password: 'sesame',
      readyDeadlineMs: DOCKER_DEADLINE_MS,
    });
    expect(await whoAnswers(first.port)).toBeUndefined();
    await expect(startRedisServer({ dir, lockDeadlineMs: 0 })).rejects.toThrow(`another Redis works on ${dir}`);
    const second = startRedisServer({
      dir,
      program: CONTAINER,
      lockDeadlineMs: 0,
      readyDeadlineMs: DOCKER_DEADLINE_MS,
    });
    await expect(second).rejects.toThrow('another Redis works on this directory');
    expect(await whoAnswers(first.port, 'sesame')).toBeDefined();
    await first.stop();
  });

  test('does not start on the directory of a server outside', async () => {
    const outside = await startRedisServer({ dir });
    const inside = startRedisServer({
      dir,
      program: CONTAINER,
      lockDeadlineMs: 0,
      readyDeadlineMs: DOCKER_DEADLINE_MS,
    });
    await expect(inside).rejects.toThrow('another Redis works on this directory');
    await outside.stop();
  });
});
