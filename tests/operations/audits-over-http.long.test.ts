import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { auditViewSchema, jobViewSchema, makeKeys, repairPlanSchema, type AuditView } from '@stockade/contracts';
import { RULES } from '@stockade/operations';
import { usePrivateRedis, waitUntil } from '@stockade/testing';
import { makeWorld, type World } from './audit-world.js';
import { serveWork, type ServedWork } from './serve-work.js';

const redis = usePrivateRedis({ appendfsync: 'everysec' });
const keys = makeKeys();
const AUDIT = { stuck_ms: 0, grace_ms: 20 };
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

async function audit(): Promise<AuditView> {
  const { status, body } = await admin.request('POST', '/ops/audits', AUDIT);
  expect(status).toBe(202);
  return auditViewSchema.parse(await admin.untilOver(`/ops/audits/${auditViewSchema.parse(body).audit_id}`));
}

describe('an audit over HTTP', () => {
  test('shows a lost event, repairs it in two steps what was shown and nothing else, and then finds nothing', async () => {
    await redis.client.xTrim(keys.orderPlaced, 'MAXLEN', 0);
    const first = await audit();
    expect(first).toMatchObject({ state: 'finished', findings: 1, repairable: 1, trouble: null });
    expect(first.rules.filter(({ findings }) => findings > 0).map(({ rule }) => rule)).toEqual(['stuck-pending']);
    expect(first.rules.map(({ rule }) => rule)).toEqual(Object.keys(RULES));
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
    const job = jobViewSchema.parse(await admin.untilOver(`/ops/jobs/${jobViewSchema.parse(body).job_id}`));
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
    const ended = auditViewSchema.parse(await admin.untilOver(path));
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
