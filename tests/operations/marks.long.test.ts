import { beforeAll, describe, expect, test } from '@jest/globals';
import { auditViewSchema, makeKeys, marksSchema, type OverviewView } from '@stockade/contracts';
import { usePrivateRedis, waitUntil } from '@stockade/testing';
import { makeAbsences } from '../../services/operations/src/marks/absences.js';
import { makeMarks, MARKS_KEPT_MAX } from '../../services/operations/src/marks/marks.js';
import { makeWorld } from './audit-world.js';
import { serveWork, type ServedWork } from './serve-work.js';

const redis = usePrivateRedis({ appendfsync: 'everysec' });
const keys = makeKeys();

async function marksOf(admin: ServedWork, query = '') {
  const { body } = await admin.request('GET', `/ops/marks${query}`);
  return marksSchema.parse(body).items;
}
const untilMarked = (admin: ServedWork, kinds: readonly string[]) =>
  waitUntil(
    async () => {
      const marks = await marksOf(admin);
      return kinds.every((kind) => marks.some((mark) => mark.kind === kind)) && marks;
    },
    { what: `marks of ${kinds.join(', ')}` },
  );

async function served(use: (admin: ServedWork) => Promise<void>): Promise<void> {
  const admin = await serveWork(redis.client, redis.url);
  try {
    await use(admin);
  } finally {
    await admin.stop();
  }
}

describe('the marks of a shop', () => {
  beforeAll(async () => void (await makeWorld(redis.client)));

  test('tell of audits, jobs and starts, oldest first, to admins alone', async () => {
    await served(async (admin) => {
      const { audit_id: auditId } = auditViewSchema.parse((await admin.request('POST', '/ops/audits', {})).body);
      await admin.untilOver(`/ops/audits/${auditId}`);
      await redis.client.xAdd(`${keys.orderCompleted}:dead`, '*', {
        reason: 'r',
        group: 'g',
        at: '1',
        fields: '["n","1"]',
      });
      await admin.request('POST', '/ops/dead-letters/replay', { filter: {} });
      const isOver = async () => (await marksOf(admin)).every(({ to }) => to !== null);
      await waitUntil(isOver, { what: 'the replay to be over' });
      const marks = await untilMarked(admin, ['start', 'audit', 'replay']);
      expect(marks.find(({ kind }) => kind === 'audit')?.id).toBe(auditId);
      expect(marks.find(({ kind }) => kind === 'replay')?.says).toBe('1 of 1 dead letters replayed: finished');
      expect(marks.map(({ from }) => from)).toEqual(marks.map(({ from }) => from).toSorted());
      expect(await marksOf(admin, `?from=${new Date(Date.now() + 1).toISOString()}`)).toEqual([]);
      expect((await admin.request('GET', '/ops/marks?from=now')).body).toMatchObject({ errors: [{ field: 'from' }] });
      expect((await admin.as('customer').request('GET', '/ops/marks')).status).toBe(403);
    });
  });

  test('tell of an outage of Redis, outlast the process, and are never more than so many', async () => {
    await redis.client.del(keys.opsMarks);
    const old = { kind: 'start', from: '2026-01-01T00:00:00.000Z', to: '2026-01-01T00:00:00.000Z', says: 'old' };
    await redis.client.rPush(keys.opsMarks, Array<string>(MARKS_KEPT_MAX).fill(JSON.stringify(old)));
    await served(async (admin) => {
      await waitUntil(async () => (await marksOf(admin)).some(({ kind, says }) => kind === 'start' && says !== 'old'), {
        what: 'the start',
      });
      const live = await admin.follow('/ops/events');
      await redis.server.kill();
      await waitUntil(() => live.events.some(({ event }) => event === 'away'), { what: 'the outage to be seen' });
      live.close();
      await redis.server.restart();
      const marks = await untilMarked(admin, ['redis-away']);
      const away = marks.find(({ kind }) => kind === 'redis-away');
      expect(Date.parse(away?.to ?? '')).toBeGreaterThanOrEqual(Date.parse(away?.from ?? ''));
    });
    expect(await redis.client.lLen(keys.opsMarks)).toBe(MARKS_KEPT_MAX);
    await served(async (again) => {
      const known = async () => (await marksOf(again)).flatMap(({ kind, says }) => (says === 'old' ? [] : [kind]));
      const isStarted = async () => (await known()).filter((kind) => kind === 'start').length === 2;
      await waitUntil(isStarted, { what: 'the second start' });
      expect(await known()).toContain('redis-away');
    });
  });
});

const AT_MS = Date.parse('2026-03-02T09:00:00.000Z');
/** A sample in which consumers of the warehouse have asked so long ago. */
function sample(second: number, idles: readonly number[]): OverviewView {
  const level = { length: 0, lag: 0, pending: 0, oldest_pending_age_ms: null, deliveries_max: 0, dead_letters: 0 };
  const consumers = idles.map((idle_ms, i) => ({ name: String(i), pending: 0, idle_ms }));
  const group = { declared: true, exists: true, lag: 0, pending: 0 };
  const nothing = { append_only: null, append_only_ok: null, append_only_bytes: null, commands_per_s: null };
  return {
    at: new Date(AT_MS + second * 1_000).toISOString(),
    interval_ms: 1_000,
    orders_per_s: 0,
    placed_to_paid: { orders: 0, p50_ms: null, p95_ms: null, p99_ms: null },
    streams: [
      {
        stream: 'order-completed',
        rate_per_s: 0,
        ...level,
        partitions: [],
        groups: [
          { ...group, group: 'warehouse', consumers },
          { ...group, group: 'analytics', declared: false, consumers: [] },
        ],
      },
    ],
    redis: { primaries: 1, latency_ms: 1, memory_bytes: 1, memory_max_bytes: null, replicas: 0, ...nothing },
  };
}

describe('while another process writes the history', () => {
  const others = { jobs: { list: none }, audits: { list: none } };
  async function none() {
    return { items: [], next_cursor: null };
  }

  test('a service notes its own start', async () => {
    await redis.flush();
    // Of a process that has died, or of one that lives.
    await redis.client.set(keys.opsHistoryWriter, 'another process');
    await served(async (admin) => void (await untilMarked(admin, ['start'])));
    expect(await redis.client.get(keys.opsHistoryWriter)).toBe('another process');
  });

  test('each process notes its start once, and one of them what was away', async () => {
    await redis.flush();
    const open = () => makeMarks({ redis: redis.client, keys, ...others });
    const [writer, other] = [open(), open()];
    for (let second = 0; second < 60; second += 20)
      for (const marks of [other, writer]) {
        marks.see(sample(second, [20_000]), true);
        marks.see(sample(second + 10, [0]), true);
        await marks.write(marks === writer);
      }
    const marks = await writer.list(0);
    expect(marks.map(({ kind }) => kind).toSorted()).toEqual([
      ...Array<string>(3).fill('service-away'),
      'start',
      'start',
    ]);
  });
});

describe('what was away', () => {
  const away = { kind: 'service-away', who: 'warehouse' };

  test('is a group of which no consumer has asked for 15 seconds, since one asked last', () => {
    const absences = makeAbsences();
    expect(absences.see(sample(0, [20_000, 14_000]), true)).toEqual([]);
    expect(absences.current()).toEqual([]);
    absences.see(sample(2, [22_000, 16_000]), true);
    const since = { ...away, fromMs: AT_MS - 14_000 };
    expect(absences.current()).toEqual([{ ...since, toMs: null }]);
    // Samples that are not full tell nothing of consumers.
    expect(absences.see(sample(3, []), false)).toEqual([]);
    expect(absences.see(sample(7, [27_000, 500]), true)).toEqual([{ ...since, toMs: AT_MS + 6_500 }]);
    expect(absences.current()).toEqual([]);
  });

  test('is a group that has no consumer any more, from when that was seen, and not one that never had any', () => {
    const absences = makeAbsences();
    absences.see(sample(-10, []), true);
    expect(absences.current()).toEqual([]);
    absences.see(sample(-5, [0]), true);
    absences.see(sample(0, []), true);
    absences.see(sample(5, []), true);
    expect(absences.current()).toEqual([{ ...away, fromMs: AT_MS, toMs: null }]);
  });

  test('is a group that reads several streams when it asks none of them, and has one mark then', () => {
    const absences = makeAbsences();
    const both = (second: number, idles: readonly number[], others: readonly number[]): OverviewView => {
      const [one, other] = [sample(second, idles), sample(second, others)];
      return { ...one, streams: [...one.streams, ...other.streams.map((more) => ({ ...more, stream: 'another' }))] };
    };
    for (let second = 0; second < 20; second += 5)
      expect(absences.see(both(second, [60_000 + second * 1_000], [100]), true)).toEqual([]);
    expect(absences.current()).toEqual([]);
    absences.see(both(40, [100_000], [20_000]), true);
    expect(absences.current()).toEqual([{ ...away, fromMs: AT_MS + 20_000, toMs: null }]);
    expect(absences.see(both(45, [1_000], [25_000]), true)).toMatchObject([{ ...away, toMs: AT_MS + 44_000 }]);
    expect(absences.see(both(50, [6_000], [30_000]), true)).toEqual([]);
  });

  test('is Redis from its first silence to the next sample, and not before it has answered once', () => {
    const absences = makeAbsences();
    absences.miss(AT_MS - 2_000);
    expect(absences.see(sample(-1, [0]), true)).toEqual([]);
    absences.miss(AT_MS);
    absences.miss(AT_MS + 1_000);
    expect(absences.see(sample(2, [0]), true)).toEqual([
      { kind: 'redis-away', who: 'Redis', fromMs: AT_MS, toMs: AT_MS + 2_000 },
    ]);
    expect(absences.see(sample(3, [0]), true)).toEqual([]);
  });
});
