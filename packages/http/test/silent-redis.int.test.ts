import { afterEach, describe, expect, test } from '@jest/globals';
import { makeRedis, whenReady, type Redis } from '@stockade/redis';
import { usePrivateRedis, waitUntil } from '@stockade/testing';
import { pino } from 'pino';
import { z } from 'zod';
import { makeApp } from '../src/app.js';
import { redisTroubles } from '../src/health.js';
import type { Authenticate } from '../src/principal.js';
import { defineRoute } from '../src/route.js';
import { connectRaw, serveHttp, type RunningServer } from './http-server.js';

/** What a client waits at most, with slack for a machine that does much else. */
const ANSWER_MAX_MS = 2_000;

const server = usePrivateRedis();
let running: RunningServer | undefined;
let client: Redis | undefined;

afterEach(async () => {
  await server.server.signal('SIGCONT');
  await running?.stop();
  client?.destroy();
});

async function connectToRedis(): Promise<Redis> {
  const redis = makeRedis({ url: server.url, name: 'under-test', onError: () => {} });
  client = redis;
  const ready = whenReady(redis, AbortSignal.timeout(5_000));
  await redis.connect();
  await ready;
  return redis;
}

const admit = async () => ({ userId: '1', role: 'admin', sessionId: '1' }) as const;
const authenticate: Authenticate = {
  holder: () => '1',
  bearer: () => ({ userId: '1', role: 'admin', sessionId: '1' }),
  user: admit,
  admin: admit,
};

const unlimited = { limits: { take: async () => {} }, trustProxy: false } as const;

describe('a request that waits for a Redis that says nothing', () => {
  test('is answered 503 in time, and nobody hears of it when the handler goes on', async () => {
    const redis = await connectToRedis();
    const ended: string[] = [];
    const lines: unknown[] = [];
    const routes = ['answers', 'throws'].map((name) =>
      defineRoute({
        method: 'get',
        path: `/${name}`,
        summary: 'Ask Redis',
        tag: 'Test',
        access: 'public',
        answers: { 200: { description: 'What it said', body: z.string() } },
      }).handledBy(async () => {
        const said = await redis.ping();
        ended.push(name);
        if (name === 'throws') throw new Error('too late');
        return { status: 200, headers: { location: 'nowhere' }, body: said };
      }),
    );
    const logger = pino({ level: 'debug' }, { write: (line) => lines.push(JSON.parse(line)) });
    const trouble = () => redisTroubles(redis).then(([first = null]) => first);
    const served = await serveHttp(makeApp({ routes, authenticate, ...unlimited, trouble, logger }));
    running = served;
    const { url, port, stop } = served;
    const kept = await connectRaw(port);
    await server.server.signal('SIGSTOP');
    kept.send('GET /throws HTTP/1.1\r\nhost: me\r\n\r\n');
    const askedAt = performance.now();
    const answers = await Promise.all(['answers', 'throws'].map((name) => fetch(`${url}/${name}`)));
    expect(performance.now() - askedAt).toBeLessThan(ANSWER_MAX_MS);
    for (const answer of answers) {
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(await answer.json()).toMatchObject({ status: 503, detail: 'The data store is not available; try again' });
    }
    expect(ended).toEqual([]);
    await server.server.signal('SIGCONT');
    await waitUntil(() => ended.length === 3, { what: 'all handlers to go on' });
    // The connection is still good for the next request.
    kept.send('GET /answers HTTP/1.1\r\nhost: me\r\n\r\n');
    await waitUntil(() => /503 Serv.*200 OK.*PONG/s.test(kept.received()), { what: 'the next answer' });
    kept.close();
    await stop();
    expect(lines).toMatchObject([
      { level: 40, res: { statusCode: 503 } },
      { level: 40, res: { statusCode: 503 } },
      { level: 40, res: { statusCode: 503 } },
      { level: 20, res: { statusCode: 200 } },
    ]);
  });
});

test('a request that is sent slowly has all its time when it is there', async () => {
  const echo = defineRoute({
    method: 'post',
    path: '/echo',
    summary: 'Say it again',
    tag: 'Test',
    access: 'public',
    body: z.object({ been: z.int() }),
    answers: { 200: { description: 'What was said', body: z.object({ been: z.int() }) } },
  }).handledBy(async ({ body }) => ({ status: 200, body }));
  const stuck = defineRoute({
    method: 'get',
    path: '/stuck',
    summary: 'Say nothing',
    tag: 'Test',
    access: 'public',
    answers: { 200: { description: 'Never' } },
  }).handledBy(() => new Promise(() => {}));
  const trouble = async () => 'no answer';
  const logger = pino({ level: 'silent' });
  running = await serveHttp(makeApp({ routes: [echo, stuck], authenticate, ...unlimited, trouble, logger }));
  const slow = await connectRaw(running.port);
  const head = 'POST /echo HTTP/1.1\r\nhost: me\r\ncontent-type: application/json\r\ncontent-length: 10\r\n\r\n';
  slow.send(`${head}{"been"`);
  expect((await fetch(`${running.url}/stuck`)).status).toBe(503);
  expect(slow.received()).toBe('');
  slow.send(':1}');
  await waitUntil(() => slow.received().includes('been'), { what: 'the answer' });
  expect(slow.received()).toMatch(/^HTTP\/1.1 200/);
  slow.close();
});
