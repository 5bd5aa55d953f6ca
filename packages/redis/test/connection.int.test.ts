import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { usePrivateRedis, waitUntil } from '@stockade/testing';
import {
  connectInBackground,
  isReply,
  isUnavailable,
  listOf,
  loadScript,
  makeRedis,
  oneOf,
  whenReady,
  type ConnectOptions,
  type Redis,
} from '../src/index.js';

const server = usePrivateRedis();
const never = new AbortController().signal;
const clients: Redis[] = [];
const CLOSED_PORT = 'redis://127.0.0.1:1';

function open(options: Partial<ConnectOptions> = {}): Redis {
  const client = makeRedis({ url: server.url, name: 'under-test', onError: () => {}, ...options });
  clients.push(client);
  connectInBackground(client);
  return client;
}

const connections = async () => (await server.client.clientList()).filter(({ name }) => name === 'under-test').length;
const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no failure',
    (error: unknown) => error,
  );

beforeEach(() => server.flush());
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await waitUntil(async () => (await connections()) === 0, { what: 'the connections to be closed' });
});

describe('a connection', () => {
  test('connections to different addresses share one class: to make one for each takes 60 ms', () => {
    const [here, elsewhere] = [open(), open({ url: CLOSED_PORT, name: 'another' })];
    expect(Object.getPrototypeOf(here)).toBe(Object.getPrototypeOf(elsewhere));
  });

  test('a command fails at once as unavailable while Redis is down', async () => {
    const failure = await failureOf(open({ url: CLOSED_PORT }).ping());
    expect(String(failure)).toMatch(/offline/);
    expect(isUnavailable(failure)).toBe(true);
  });

  test('a connection recovers after Redis was killed, and commands in flight fail as unavailable', async () => {
    const client = open();
    await whenReady(client, never);
    const underWay = failureOf(client.blPop('nothing', 0));
    const blocked = async () => /blocked_clients:1/.test(await server.client.info('clients'));
    await waitUntil(blocked, { what: 'the command to be under way' });
    await server.server.kill();
    expect(isUnavailable(await underWay)).toBe(true);
    await server.server.restart();
    await whenReady(client, never);
    expect(await client.ping()).toBe('PONG');
    await waitUntil(() => server.client.isReady, { what: 'the test to be connected' });
  });

  test('a connection is replaced when Redis is silent, and commands in flight fail as unavailable', async () => {
    const client = open({ silentMaxMs: 200 });
    await whenReady(client, never);
    await server.server.signal('SIGSTOP');
    const failures = await Promise.all([failureOf(client.incr('a')), failureOf(client.incr('a'))]);
    expect(failures.map(isUnavailable)).toEqual([true, true]);
    await server.server.signal('SIGCONT');
    await whenReady(client, never);
    expect(await client.ping()).toBe('PONG');
    await waitUntil(async () => (await connections()) === 1, { what: 'one connection' });
  });

  test('a silent connection is replaced even while writes go on', async () => {
    const client = open({ silentMaxMs: 200 });
    await whenReady(client, never);
    await server.server.signal('SIGSTOP');
    const writing = setInterval(() => void client.incr('a').catch(() => 'as expected'), 20);
    await waitUntil(() => !client.isReady, { what: 'the connection to be given up' });
    clearInterval(writing);
    await server.server.signal('SIGCONT');
    await whenReady(client, never);
  });

  test('an idle connection is kept', async () => {
    let connects = 0;
    const client = open({ silentMaxMs: 1_500 });
    client.on('ready', () => (connects += 1));
    await whenReady(client, never);
    await server.client.configResetStat();
    const commands = async () => /cmdstat_ping:calls=(\d+)/.exec(await server.client.info('commandstats'))?.[1];
    await waitUntil(async () => Number(await commands()) > 2, { what: 'three pings' });
    expect([connects, client.isReady]).toEqual([1, true]);
  });

  test('a client destroyed while it connects leaves no connection open', async () => {
    for (let i = 0; i < 5; i++) open().destroy();
    const last = open();
    await whenReady(last, never);
    await waitUntil(async () => (await connections()) === 1, { what: 'the destroyed ones to be gone' });
  });
});

describe('whenReady', () => {
  test('whenReady rejects when its signal aborts first, with the reason as the cause', async () => {
    const stop = new AbortController();
    const waiting = failureOf(whenReady(open({ url: CLOSED_PORT }), stop.signal));
    stop.abort(new Error('enough'));
    const refusal = { message: 'Redis is not there', cause: new Error('enough') };
    expect(await waiting).toMatchObject(refusal);
    expect(await failureOf(whenReady(open({ url: CLOSED_PORT }), stop.signal))).toMatchObject(refusal);
  });

  test('whenReady leaves no listener behind when its signal aborts first', async () => {
    const client = open({ url: CLOSED_PORT });
    const before = client.listenerCount('ready');
    const stop = new AbortController();
    const waiting = failureOf(whenReady(client, stop.signal));
    expect(client.listenerCount('ready')).toBe(before + 1);
    stop.abort();
    await waiting;
    expect(client.listenerCount('ready')).toBe(before);
  });
});

describe('an error reply', () => {
  test('an error reply is recognised by its prefix', async () => {
    const failure = await failureOf(server.client.xReadGroup('g', 'c', { key: 'no-stream', id: '>' }));
    expect([
      isReply(failure, 'NOGROUP'),
      isReply(failure, 'LOADING'),
      isReply(new Error('NOGROUP'), 'NOGROUP'),
    ]).toEqual([true, false, false]);
  });

  test('a reply of a Redis that cannot serve means unavailable; that to a wrong call does not', async () => {
    await server.client.set('text', 'x');
    await server.client.replicaOf('127.0.0.1', 1);
    const readonly = await failureOf(server.client.set('text', 'y'));
    await server.client.sendCommand(['REPLICAOF', 'NO', 'ONE']);
    const wrong = await failureOf(server.client.lPush('text', 'y'));
    expect([isUnavailable(readonly), isUnavailable(wrong), isUnavailable('text')]).toEqual([true, false, false]);
  });
});

describe('a script', () => {
  const echo = loadScript(new URL('./fixtures/echo.lua', import.meta.url), listOf(String));

  test('a script runs by digest, and again after the script cache was flushed', async () => {
    const client = open();
    await whenReady(client, never);
    expect(await echo.run(client, ['k'], ['1', '2'])).toEqual(['k', '1', '2']);
    await server.client.configResetStat();
    expect(await echo.run(client, ['k'], [])).toEqual(['k']);
    expect(await server.client.info('commandstats')).not.toMatch(/cmdstat_eval:/);
    await server.client.scriptFlush();
    expect(await Promise.all([echo.run(client, ['k'], ['a']), echo.run(client, ['k'], ['b'])])).toEqual([
      ['k', 'a'],
      ['k', 'b'],
    ]);
  });

  test('an unexpected reply of a script is an error', () => {
    expect(oneOf('done', 'duplicate')('done')).toBe('done');
    expect(() => oneOf('done', 'duplicate')('dune')).toThrow('the script answered "dune", not one of done, duplicate');
    expect(() => listOf(String)('dune')).toThrow('the script answered "dune", not a list');
  });
});
