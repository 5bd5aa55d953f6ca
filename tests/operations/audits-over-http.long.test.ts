import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { auditViewSchema, makeKeys } from '@stockade/contracts';
import { usePrivateRedis, waitUntil } from '@stockade/testing';
import { makeWorld } from './audit-world.js';
import { serveWork, type ServedWork } from './serve-work.js';

const redis = usePrivateRedis({ appendfsync: 'everysec' });
const keys = makeKeys();
const AUDIT = { stuck_ms: 0, grace_ms: 20 };
let admin: ServedWork;

beforeAll(async () => {
  admin = await serveWork(redis.client, redis.url);
});
beforeEach(async () => {
  await redis.flush();
  await makeWorld(redis.client);
});
afterAll(() => admin.stop());

describe('an audit over HTTP', () => {
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
