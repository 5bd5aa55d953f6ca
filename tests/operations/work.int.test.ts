import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  auditViewSchema,
  jobProgressSchema,
  jobViewSchema,
  letterCausesSchema,
  makeKeys,
  newId,
  repairPlanSchema,
  shopLetterPageSchema,
  type AuditView,
  type JobView,
} from '@stockade/contracts';
import { usePrivateRedis, waitUntil } from '@stockade/testing';
import { z } from 'zod';
import { makeWorld, type World } from './audit-world.js';
import { serveWork, type ServedWork } from './serve-work.js';

const redis = usePrivateRedis({ appendfsync: 'everysec' });
const keys = makeKeys();
const AUDIT = { stuck_ms: 0, grace_ms: 20 };
let world: World;
let admin: ServedWork;

beforeEach(async () => {
  await redis.flush();
  world = await makeWorld(redis.client);
});
beforeAll(async () => {
  admin = await serveWork(redis.client, redis.url);
});
afterAll(() => admin.stop());

async function untilOver(path: string): Promise<unknown> {
  let body: unknown;
  const look = async () => {
    ({ body } = await admin.request('GET', path));
    return z.object({ state: z.string() }).parse(body).state !== 'running';
  };
  await waitUntil(look, { what: `${path} to be over` });
  return body;
}
const jobOver = async ({ job_id }: JobView) => jobViewSchema.parse(await untilOver(`/ops/jobs/${job_id}`));
const auditOver = async ({ audit_id }: AuditView) => auditViewSchema.parse(await untilOver(`/ops/audits/${audit_id}`));

async function audit(): Promise<AuditView> {
  const { status, body } = await admin.request('POST', '/ops/audits', AUDIT);
  expect(status).toBe(202);
  return auditOver(auditViewSchema.parse(body));
}

describe('an audit over HTTP', () => {
  test('shows a lost event, repairs it in two steps what was shown and nothing else, and then finds nothing', async () => {
    await redis.client.xTrim(keys.orderPlaced, 'MAXLEN', 0);
    const first = await audit();
    expect(first).toMatchObject({ state: 'finished', findings: 1, repairable: 1, trouble: null });
    expect(first.rules.filter(({ findings }) => findings > 0).map(({ rule }) => rule)).toEqual(['stuck-pending']);
    expect(first.rules).toHaveLength(23);
    expect(first.segments.map(({ segment, state, done }) => [segment, state, done])).toEqual([
      ['orders', 'done', 5],
      ['keys', 'done', first.summary?.keys],
      ['stock', 'done', 2],
    ]);
    const path = `/ops/audits/${first.audit_id}`;
    const { body: page } = await admin.request('GET', `${path}/findings?limit=1`);
    expect(page).toMatchObject({
      items: [{ number: 1, rule: 'stuck-pending', id: world.pending, remedy: 'announce order-placed again' }],
      next_cursor: null,
    });

    const plan = repairPlanSchema.parse((await admin.request('POST', `${path}/repair`, {})).body);
    expect(plan.repairs.map(({ id }) => id)).toEqual([world.pending]);
    expect((await admin.request('POST', `${path}/repair`, { confirm: 'guessed' })).status).toBe(409);
    expect(await redis.client.xLen(keys.orderPlaced)).toBe(0);

    // Found later, and so not shown: it is left alone.
    await redis.client.zRem(keys.refunds, world.refunded);
    const confirm = { confirm: plan.token };
    const { status, body } = await admin.request('POST', `${path}/repair`, confirm);
    const job = await jobOver(jobViewSchema.parse(body));
    expect([status, job]).toMatchObject([
      202,
      { state: 'finished', outcomes: { announced: 1 }, items: [{ id: world.pending, outcome: 'announced' }] },
    ]);
    const again = await admin.request('POST', `${path}/repair`, confirm);
    expect([again.status, jobViewSchema.parse(again.body).job_id]).toEqual([202, job.job_id]);
    expect(await redis.client.xLen(keys.orderPlaced)).toBe(1);
    expect((await admin.request('GET', path)).body).toMatchObject({ repair_job: job.job_id });

    const second = await audit();
    expect(second.rules.filter(({ findings }) => findings > 0).map(({ rule }) => rule)).toEqual(['index-refunds']);
    const { body: listed } = await admin.request('GET', '/ops/audits');
    expect(listed).toMatchObject({ items: [{ audit_id: second.audit_id }, { audit_id: first.audit_id }] });
  });

  test('is the only one, can be followed, is ended when that is asked for, and is kept', async () => {
    // Something looks wrong, so it waits for the grace time.
    await redis.client.xTrim(keys.orderPlaced, 'MAXLEN', 0);
    const slow = { stuck_ms: 0, grace_ms: 1_500 };
    const started = auditViewSchema.parse((await admin.request('POST', '/ops/audits', slow)).body);
    const other = await admin.request('POST', '/ops/audits', AUDIT);
    expect([other.status, auditViewSchema.parse(other.body).audit_id]).toEqual([200, started.audit_id]);
    const path = `/ops/audits/${started.audit_id}`;
    expect((await admin.request('POST', `${path}/repair`, {})).status).toBe(409);
    const live = await admin.follow(`${path}/events`);
    await waitUntil(async () => live.events.length > 0, { what: 'the first event' });
    await admin.request('POST', `${path}/cancel`);
    const ended = await auditOver(started);
    expect(ended).toMatchObject({ state: 'cancelled', summary: null });
    await waitUntil(async () => live.end() !== undefined, { what: 'the stream to end' });
    const last = live.events.at(-1);
    expect(auditViewSchema.parse(JSON.parse(last?.data ?? ''))).toEqual(ended);
    expect((await admin.follow(`${path}/events`, last?.id)).status).toBe(204);

    await admin.stop();
    admin = await serveWork(redis.client, redis.url);
    expect((await admin.request('GET', path)).body).toEqual(ended);
  });

  test('that was running when its process stopped is shown as interrupted', async () => {
    await redis.client.xTrim(keys.orderPlaced, 'MAXLEN', 0);
    const { body } = await admin.request('POST', '/ops/audits', { stuck_ms: 0, grace_ms: 1_000 });
    const path = `/ops/audits/${auditViewSchema.parse(body).audit_id}`;
    const text = (await redis.client.get(keys.opsAudit(auditViewSchema.parse(body).audit_id))) ?? '';
    await admin.stop();
    admin = await serveWork(redis.client, redis.url);
    expect((await admin.request('GET', path)).body).toMatchObject({ state: 'interrupted' });
    // As after a kill, when nothing more was written.
    await redis.client.set(keys.opsAudit(auditViewSchema.parse(body).audit_id), text);
    expect((await admin.request('GET', path)).body).toMatchObject({ state: 'interrupted' });
    expect((await admin.request('POST', '/ops/audits', AUDIT)).status).toBe(202);
  });
});

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
    ['POST', '/ops/dead-letters/replay', { ids: ['order-placed.1-1'], filter: {} }, 'body'],
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
  const id = newId();
  for (const path of [`/ops/orders/${id}/story`, `/ops/stock/${id}`, `/ops/jobs/${id}`, `/ops/audits/${id}`])
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
  ] as const)
    expect([path, (await customer.request(method, path)).status]).toEqual([path, 403]);
});
