import { describe, expect, test } from '@jest/globals';
import { startRedisServer, waitUntil } from '@stockade/testing';
import {
  connectInBackground,
  connectTracked,
  keysTogether,
  loadScript,
  makeRedis,
  nodesOf,
  whenReady,
} from '../src/index.js';
import { hashSlotOf } from '../src/hash-slot.js';
import { addUp, FAILOVER_MAX_MS, nextEntry, outcomeOf, untilItWorks, untilTold, useClusterRig } from './cluster-rig.js';

const TIMEOUT_MS = 90_000;
const echo = loadScript(new URL('fixtures/echo.lua', import.meta.url), (reply) => reply);

const rig = useClusterRig();

describe('a client to a cluster', () => {
  test('slots are those of Redis, with and without a tag', async () => {
    const redis = await rig.open();
    const [node] = nodesOf(redis);
    const keys = ['', 'a', '{3}:order:1', '{}a', 'a{}{b}', 'a{b}c}', '{a', '}{', '{{a}}', '{ü}:x', 'ключ', '123456789'];
    const slots = await Promise.all(keys.map(async (key) => node?.sendCommand(['CLUSTER', 'KEYSLOT', key])));
    expect(keys.map(hashSlotOf)).toEqual(slots);
  });

  test('commands, scripts and transactions go to the primary of their key, and others are refused', async () => {
    const redis = await rig.open();
    const all = await rig.tags();
    for (const tag of all) {
      await redis.set(`${tag}:text`, tag);
      expect(await echo.run(redis, [`${tag}:text`], ['given'])).toEqual([`${tag}:text`, 'given']);
      await redis.xGroupCreate(`${tag}:stream`, 'group', '0', { MKSTREAM: true });
      const id = await redis.xAdd(`${tag}:stream`, '*', { field: tag });
      const read = await redis.xReadGroup('group', 'one', [{ key: `${tag}:stream`, id: '>' }]);
      expect(read).toMatchObject([{ name: `${tag}:stream`, messages: [{ id, message: { field: tag } }] }]);
      expect(await redis.multi().hSet(`${tag}:hash`, { a: '1' }).get(`${tag}:text`).execTyped()).toEqual([1, tag]);
    }
    const scanned: string[] = [];
    for await (const keys of redis.scanIterator()) scanned.push(...keys);
    expect(scanned.filter((key) => key.endsWith(':text')).toSorted()).toEqual(
      all.map((tag) => `${tag}:text`).toSorted(),
    );
    expect([await redis.ping(), await redis.dbSize(), nodesOf(redis).length]).toEqual(['PONG', 9, 3]);
    const [one = '', other = ''] = all;
    await expect(echo.run(redis, [`${one}:a`, `${other}:a`], [])).rejects.toThrow('CROSSSLOT');
    await expect(redis.multi().get(one).get(other).exec()).rejects.toThrow('in one hash slot');
    expect(() => redis.publish('channel', 'news')).toThrow('cannot tell where publish belongs');
  });

  test('the keys of several slots are told apart for scripts, and those of one stay together', async () => {
    const redis = await rig.open();
    const [one = '', other = ''] = await rig.tags();
    const keys = [`${one}:a`, `${other}:a`, `${one}:b`, `${one}:a`];
    const together = keysTogether(redis, keys);
    expect(together).toEqual([[0, 2, 3], [1]]);
    for (const places of together)
      await echo.run(
        redis,
        places.map((place) => keys[place] ?? ''),
        [],
      );
    const node = await rig.openAt(`redis://127.0.0.1:${(await rig.cluster().primaryOf(one)).port}`);
    expect(keysTogether(node, keys)).toEqual([[0, 1, 2, 3]]);
  });

  test('a server that is in no cluster is named', async () => {
    const server = await startRedisServer({ dir: await rig.makeDir() });
    const errors: string[] = [];
    const url = `redis+cluster://127.0.0.1:${server.port}`;
    const client = rig.closeLater(makeRedis({ ...rig.options(), url, onError: ({ message }) => errors.push(message) }));
    connectInBackground(client);
    await waitUntil(() => errors.length > 0, { what: 'the error' });
    expect(errors).toEqual([`127.0.0.1:${server.port} does not tell who has which slots`]);
    await server.stop();
  });
});

describe('when slots move', () => {
  test(
    'while writes flow, none is lost and none is done twice, and a blocked read goes on',
    async () => {
      const [redis, cluster, [tag = '', other = '']] = [await rig.open(), rig.cluster(), await rig.tags()];
      const [from, to] = [await cluster.primaryOf(tag), await cluster.primaryOf(other)];
      const stream = `${tag}:moving`;
      await redis.xGroupCreate(stream, 'group', '0', { MKSTREAM: true });
      await Promise.all(Array.from({ length: 100 }, (_, i) => redis.set(`${tag}:filler:${i}`, 'x'.repeat(1_000))));
      const read = nextEntry(await rig.open(stream), stream);
      const adding = addUp(redis, `${tag}:count`);

      await cluster.moveSlotOf(tag, to);
      await cluster.moveSlotOf(tag, from);
      const joined = await cluster.addPrimary();
      await cluster.moveSlotOf(tag, joined);
      expect(await cluster.primaryOf(tag)).toBe(joined);
      const before = adding.writes.acknowledged;
      await waitUntil(() => adding.writes.acknowledged > before, { what: 'writes at the new primary' });
      const { acknowledged, refused, unknown } = await adding.end();
      expect(await redis.get(`${tag}:count`)).toBe(String(acknowledged));
      expect([unknown, refused < acknowledged]).toEqual([0, true]);
      await redis.xAdd(stream, '*', { after: 'the moves' });
      expect(await read).toEqual({ after: 'the moves' });
      expect(nodesOf(redis)).toHaveLength(4);
      await cluster.moveSlotOf(tag, from);
    },
    TIMEOUT_MS,
  );

  test(
    'a command goes where its key is while the slot is on its way; one whose keys are at both nodes is unavailable',
    async () => {
      const [redis, cluster, [tag = '', other = '']] = [await rig.open(), rig.cluster(), await rig.tags()];
      const [from, to] = [await cluster.primaryOf(tag), await cluster.primaryOf(other)];
      await redis.set(`${tag}:there`, '1');
      const source = await rig.beginToMove(tag, from, to);

      expect([await redis.set(`${tag}:new`, '1'), await redis.get(`${tag}:new`)]).toEqual(['OK', '1']);
      await expect(source.get(`${tag}:new`)).rejects.toThrow(`ASK ${hashSlotOf(tag)} 127.0.0.1:${to.port}`);
      const keys = [`${tag}:there`, `${tag}:not-there`];
      expect(await outcomeOf(echo.run(redis, keys, []))).toBe('unavailable');
      await cluster.moveSlotOf(tag, to);
      expect(await untilItWorks(() => echo.run(redis, keys, []))).toEqual([`${tag}:there`]);
      await cluster.moveSlotOf(tag, from);
    },
    TIMEOUT_MS,
  );

  test(
    'a tracked connection tells that anything may have changed',
    async () => {
      const [redis, cluster, [tag = '', other = '']] = [await rig.open(), rig.cluster(), await rig.tags()];
      const [from, to] = [await cluster.primaryOf(tag), await cluster.primaryOf(other)];
      const tracked = connectTracked(rig.options());
      rig.closeLater({ destroy: tracked.close });
      await whenReady(tracked.redis, AbortSignal.timeout(FAILOVER_MAX_MS));
      const told: (string | null)[] = [];
      tracked.onInvalidated((key) => told.push(key));
      await cluster.moveSlotOf(tag, to);
      await waitUntil(() => told.includes(null), { what: 'the news' });
      await untilTold(redis, tracked, [tag, other]);
      await cluster.moveSlotOf(tag, from);
    },
    TIMEOUT_MS,
  );
});
