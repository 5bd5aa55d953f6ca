import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readPrometheusText, useLeakCheck, waitUntil } from '@stockade/testing';
import { pino } from 'pino';
import { z } from 'zod';
import { makeApp } from '../src/app.js';
import { makeHealthRoutes } from '../src/health.js';
import { makeMetrics } from '../src/metrics.js';
import type { Authenticate } from '../src/principal.js';
import { notFound } from '../src/problems.js';
import { makeMetricsRoutes } from '../src/request-metrics.js';
import { defineRoute } from '../src/route.js';
import { connectRaw, serveHttp, type RunningServer } from './http-server.js';

const COUNT = 'http_request_duration_seconds_count';
const PATHS = 1_000;
const AT_ONCE = 50;

useLeakCheck();
let running: RunningServer;
let lines: unknown[];
let asked: number;
afterEach(() => running.stop());

beforeEach(async () => {
  const metrics = makeMetrics('test');
  lines = [];
  asked = 0;
  const get = { method: 'get', summary: '', tag: '', access: 'public' } as const;
  const text = { names: 'thing', schema: z.string() };
  const routes = [
    defineRoute({ ...get, path: '/things/:id', params: { id: text }, answers: { 200: { description: '' } } }).handledBy(
      async ({ params: { id } }) => {
        if (id === 'missing') throw notFound('No such thing');
        if (id === 'broken') throw new Error('a bug');
        return { status: 200 };
      },
    ),
    defineRoute({ ...get, path: '/never', answers: { 200: { description: '' } } }).handledBy(async () => {
      asked += 1;
      return new Promise(() => {});
    }),
    ...makeHealthRoutes({ anything: () => 'away' }),
    ...makeMetricsRoutes(metrics),
  ];
  const app = makeApp({
    routes,
    metrics,
    authenticate: nobody,
    limits: { take: async () => {} },
    trustProxy: false,
    trouble: async () => null,
    logger: pino({ level: 'info' }, { write: (line) => lines.push(JSON.parse(line)) }),
  });
  running = await serveHttp(app);
});

const refuse = () => {
  throw new Error('nobody logs in here');
};
const nobody: Authenticate = { holder: () => null, bearer: refuse, user: refuse, admin: refuse };

async function scrape() {
  const answer = await fetch(`${running.url}/metrics`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    200,
    'text/plain; version=0.0.4; charset=utf-8',
  ]);
  return readPrometheusText(await answer.text());
}

/** Resolves when so many requests of these labels are counted: a client has its answer a little before they are. */
async function counted(labels: Record<string, string>, times: number) {
  return waitUntil(
    async () => {
      const samples = await scrape();
      return samples.value(COUNT, labels) === times && samples;
    },
    { what: `${times} requests to be counted as ${JSON.stringify(labels)}` },
  );
}

async function ask(path: string, method = 'GET'): Promise<void> {
  const answer = await fetch(running.url + path, { method });
  await answer.text();
}

/** The series that are not about the scrapes themselves. */
const ours = (samples: Awaited<ReturnType<typeof scrape>>) =>
  samples.series(COUNT).filter(({ route }) => route !== '/metrics');

test('a thousand paths that are no route are one series, and all of a route are another', async () => {
  const paths = Array.from({ length: PATHS }, randomUUID);
  for (let i = 0; i < PATHS; i += AT_ONCE)
    await Promise.all(paths.slice(i, i + AT_ONCE).map((path) => ask(`/${path}?${i}`)));
  await Promise.all(paths.slice(0, AT_ONCE).map((path) => ask(`/things/${path}`)));
  await counted({ route: '/things/:id' }, AT_ONCE);
  const samples = await counted({ route: 'none' }, PATHS);
  const series = [
    { service: 'test', method: 'GET', route: '/things/:id', status: '200' },
    { service: 'test', method: 'GET', route: 'none', status: '404' },
  ];
  expect(ours(samples)).toEqual(expect.arrayContaining(series));
  expect(ours(samples)).toHaveLength(series.length);
});

test('methods that no route has are one', async () => {
  for (const method of ['PROPFIND', 'MKCOL', 'LINK', 'PURGE', 'REPORT']) await ask('/nowhere', method);
  expect(ours(await counted({ method: 'other' }, 5))).toHaveLength(1);
});

test('what a route refuses counts for it, under its status', async () => {
  await ask('/things/missing');
  await ask('/things/1', 'DELETE');
  await counted({ route: '/things/:id', method: 'GET', status: '404' }, 1);
  const samples = await counted({ route: '/things/:id', method: 'DELETE', status: '405' }, 1);
  expect(ours(samples)).toHaveLength(2);
});

test('the first failed request is an increase from 0, and a service that is not ready has failed at nothing', async () => {
  const failed = async () => (await scrape()).value('http_server_errors_total', { service: 'test' });
  await ask('/things/missing');
  await ask('/health/ready');
  await ask('/system-health');
  await counted({ route: '/system-health', status: '503' }, 1);
  expect(await failed()).toBe(0);
  await ask('/things/broken');
  await counted({ route: '/things/:id', status: '500' }, 1);
  expect(await failed()).toBe(1);
});

test('a client that leaves without an answer is counted, under no status', async () => {
  const client = await connectRaw(running.port);
  client.send('GET /never HTTP/1.1\r\nhost: me\r\n\r\n');
  await waitUntil(() => asked === 1, { what: 'the route to be asked' });
  client.close();
  expect(ours(await counted({ route: '/never', status: 'none' }, 1))).toHaveLength(1);
});

test('the duration is in seconds', async () => {
  const client = await connectRaw(running.port);
  client.send('GET /never HTTP/1.1\r\nhost: me\r\n\r\n');
  await waitUntil(() => asked === 1, { what: 'the route to be asked' });
  const heldFrom = performance.now();
  await waitUntil(() => performance.now() - heldFrom > 20, { what: '20 ms to pass' });
  const heldS = (performance.now() - heldFrom) / 1_000;
  client.close();
  const samples = await counted({ route: '/never' }, 1);
  const measuredS = samples.value('http_request_duration_seconds_sum', { route: '/never' });
  expect(measuredS).toBeGreaterThanOrEqual(heldS);
  expect(measuredS).toBeLessThan(20);
  expect(samples.value('http_request_duration_seconds_bucket', { route: '/never', le: '0.01' })).toBe(0);
  expect(samples.value('http_request_duration_seconds_bucket', { route: '/never', le: '+Inf' })).toBe(1);
});

test('a scrape has the state of the process, and no line in the log', async () => {
  const samples = await scrape();
  expect(samples.value('process_resident_memory_bytes', { service: 'test' })).toBeGreaterThan(10_000_000);
  expect(samples.value('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0);
  const scrapes = async () => (await scrape()).value(COUNT, { route: '/metrics', status: '200' }) ?? 0;
  await waitUntil(async () => (await scrapes()) > 0, { what: 'a scrape to be over' });
  expect(lines).toEqual([]);
});
