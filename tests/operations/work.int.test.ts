import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  jobProgressSchema,
  jobViewSchema,
  letterCausesSchema,
  makeKeys,
  newId,
  shopLetterPageSchema,
  type JobView,
} from '@stockade/contracts';
import { usePrivateRedis, waitUntil } from '@stockade/testing';
import { makeStockHistory } from '../../services/operations/src/stock-history/stock-history.js';
import { makeWorld, type World } from './audit-world.js';
import { serveWork, type ServedWork } from './serve-work.js';

const redis = usePrivateRedis({ appendfsync: 'everysec' });
const keys = makeKeys();
let world: World;
let admin: ServedWork;

beforeAll(async () => {
  admin = await serveWork(redis.client, redis.url);
});
beforeEach(async () => {
  await redis.flush();
  world = await makeWorld(redis.client);
});
afterAll(() => admin.stop());

const jobOver = async ({ job_id }: JobView) => jobViewSchema.parse(await admin.untilOver(`/ops/jobs/${job_id}`));

describe('dead letters over HTTP', () => {
  beforeEach(async () => {
    const letter = (i: number) => ({ reason: `no product "p-${i}"`, group: 'g', at: '1', fields: `["n","${i}"]` });
    for (const stream of [keys.orderCompleted, keys.refundInitiated])
      await Promise.all(Array.from({ length: 150 }, (_, i) => redis.client.xAdd(`${stream}:dead`, '*', letter(i))));
  });

  test('are grouped, and a group is replayed by a job that can be followed', async () => {
    const causes = letterCausesSchema.parse((await admin.request('GET', '/ops/dead-letters/causes')).body);
    expect(causes.items.map(({ stream, cause, count }) => [stream, cause, count])).toEqual([
      ['order-completed', 'no product "…"', 150],
      ['refund-initiated', 'no product "…"', 150],
    ]);
    const example = causes.items[0]?.example.id ?? '';
    expect((await admin.request('GET', `/ops/dead-letters/${example}`)).body).toMatchObject({ id: example });
    const filter = { stream: 'order-completed', reason: 'no product "…"' };
    const before = await redis.client.xLen(keys.orderCompleted);
    const fields = { 'idempotency-key': 'k' };
    const { status, body, headers } = await admin.request('POST', '/ops/dead-letters/replay', { filter }, fields);
    const job = jobViewSchema.parse(body);
    expect([status, headers.get('location')?.endsWith(`ops/jobs/${job.job_id}`)]).toEqual([202, true]);
    const live = await admin.follow(`/ops/jobs/${job.job_id}/events`);
    await waitUntil(async () => live.end() !== undefined, { what: 'the stream to end' });
    const told = live.events.map(({ data }) => jobProgressSchema.parse(JSON.parse(data)));
    expect(told.at(-1)).toMatchObject({ state: 'finished', done: 150, outcomes: { replayed: 150 } });
    expect(await redis.client.xLen(keys.orderCompleted)).toBe(before + 150);
    const again = await admin.request('POST', '/ops/dead-letters/replay', { filter }, fields);
    expect(jobViewSchema.parse(again.body)).toMatchObject({ job_id: job.job_id, state: 'finished' });
    expect((await admin.request('POST', '/ops/dead-letters/replay', { filter: {} }, fields)).status).toBe(422);
    const left = shopLetterPageSchema.parse((await admin.request('GET', '/ops/dead-letters?limit=100')).body);
    expect(new Set(left.items.map(({ stream }) => stream))).toEqual(new Set(['refund-initiated']));
  });

  test('are purged only in the number that was seen', async () => {
    const purge = (expected_count: number) =>
      admin.request('POST', '/ops/dead-letters/purge', { filter: {}, expected_count });
    const refused = await purge(299);
    expect([refused.status, refused.body]).toMatchObject([409, { detail: expect.stringContaining('300') }]);
    const job = await jobOver(jobViewSchema.parse((await purge(300)).body));
    expect(job).toMatchObject({ kind: 'purge', state: 'finished', outcomes: { purged: 300 } });
    expect((await admin.request('GET', '/ops/dead-letters')).body).toMatchObject({ items: [] });
  });

  test.each([
    ['GET', '/ops/dead-letters?stream=order-complete', undefined, 'stream'],
    ['GET', '/ops/dead-letters?stream=order-completed&cursor=order-placed.1-1', undefined, 'cursor'],
    ['POST', '/ops/dead-letters/replay', { filter: { stream: 'x' } }, 'filter.stream'],
    ['POST', '/ops/dead-letters/replay', { ids: ['1-1'] }, 'ids.0'],
    ['POST', '/ops/dead-letters/replay', { ids: ['order-placed.1-1'], filter: {} }, 'filter'],
    ['POST', '/ops/dead-letters/purge', { filter: {} }, 'expected_count'],
  ])('%s %s with %p is a 400 that names the field', async (method, path, sent, field) => {
    const { status, body } = await admin.request(method, path, sent);
    expect([status, body]).toMatchObject([400, { errors: [{ field }] }]);
  });
});

test('what follows a job ends with the session', async () => {
  const live = admin.as('admin');
  const letter = { reason: 'r', group: 'g', at: '1', fields: '["n","1"]' };
  await redis.client.xAdd(`${keys.orderCompleted}:dead`, '*', letter);
  const job = jobViewSchema.parse((await live.request('POST', '/ops/dead-letters/replay', { filter: {} })).body);
  await jobOver(job);
  // As of a process that is gone: it may be resumed, so the stream goes on.
  await redis.client.set(keys.opsJob(job.job_id), JSON.stringify({ ...job, state: 'interrupted' }));
  const stream = await live.follow(`/ops/jobs/${job.job_id}/events`);
  await waitUntil(async () => stream.events.length > 0, { what: 'the first event' });
  expect(stream.end()).toBeUndefined();
  await live.endSession();
  await waitUntil(async () => stream.end() === 'ended', { what: 'the stream to end' });
});

test('stories and stock are answered, and nothing of it to a customer', async () => {
  expect((await admin.request('GET', `/ops/orders/${world.refunded}/story`)).body).toMatchObject({
    money: { is_right: true },
    findings: [],
  });
  expect((await admin.request('GET', `/ops/stock/${world.product}`)).body).toMatchObject({ received: 5 });
  await makeStockHistory(redis.client, keys).look(Date.now());
  expect((await admin.request('GET', `/ops/stock/${world.product}/history`)).body).toMatchObject({
    followed: true,
    points: [{ available: 3, reserved: 2, received: 5, unchanged_until: null }],
  });
  for (const id of ['1', 'x'.repeat(500)])
    expect((await admin.request('GET', `/ops/stock/${id}/history`)).body).toMatchObject({ type: 'about:blank' });
  const id = newId();
  const ofStock = [`/ops/stock/${id}`, `/ops/stock/${id}/history`];
  for (const path of [`/ops/orders/${id}/story`, ...ofStock, `/ops/jobs/${id}`, `/ops/audits/${id}`])
    expect((await admin.request('GET', path)).status).toBe(404);
  const customer = admin.as('customer');
  for (const [method, path] of [
    ['GET', '/ops/dead-letters'],
    ['GET', '/ops/dead-letters/causes'],
    ['GET', '/ops/dead-letters/order-placed.1-1'],
    ['POST', '/ops/dead-letters/replay'],
    ['POST', '/ops/dead-letters/purge'],
    ['GET', '/ops/jobs'],
    ['GET', `/ops/jobs/${id}`],
    ['GET', `/ops/jobs/${id}/events`],
    ['POST', `/ops/jobs/${id}/resume`],
    ['POST', `/ops/jobs/${id}/cancel`],
    ['POST', '/ops/audits'],
    ['GET', '/ops/audits'],
    ['GET', `/ops/audits/${id}`],
    ['GET', `/ops/audits/${id}/findings`],
    ['GET', `/ops/audits/${id}/events`],
    ['POST', `/ops/audits/${id}/cancel`],
    ['POST', `/ops/audits/${id}/repair`],
    ['GET', `/ops/orders/${world.refunded}/story`],
    ['GET', `/ops/stock/${world.product}`],
    ['GET', `/ops/stock/${world.product}/history`],
  ] as const)
    expect([path, (await customer.request(method, path)).status]).toEqual([path, 403]);
});
