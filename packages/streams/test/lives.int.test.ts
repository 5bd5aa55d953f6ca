import { describe, expect, test } from '@jest/globals';
import { waitUntil } from '@stockade/testing';
import { livesOf } from '../src/index.js';
import { GROUP, range, STREAM, useRig, type Member } from './rig.js';

const rig = useRig();
const lives = async () => ({ ...(await rig.redis.client.hGetAll(livesOf(STREAM))) });
const consumers = async () => (await rig.redis.client.xInfoConsumers(STREAM, GROUP)).map(({ name }) => name).toSorted();
/** Enough for an alarm that there must not be. */
const untilLookedOften = async ({ signalled }: Member) => {
  const before = signalled('lag').length;
  await waitUntil(() => signalled('lag').length > before + 6, { what: 'several housekeepings' });
};
const untilTold = ({ signalled }: Member, is: boolean) =>
  waitUntil(() => signalled('twin').at(-1)?.lives === is, { what: `a twin to ${is ? 'be found' : 'be gone'}` });

describe('two living processes under one name', () => {
  test('are both told of the other, and no longer once one of them is gone; each entry has its effect once', async () => {
    const twins = [rig.start(), rig.start()] as const;
    await Promise.all(twins.map((twin) => untilTold(twin, true)));
    const name = 'another living process has the consumer name one: give each its own';
    expect(twins.map(({ consumer }) => [consumer.trouble(), consumer.warning()])).toEqual([
      [null, name],
      [null, name],
    ]);
    await rig.announce(...range(20));
    await rig.expectOneEffectEach(range(20));
    const [first, other] = twins;
    await other.stop();
    await untilTold(first, false);
    expect(first.consumer.warning()).toBeNull();
    expect(first.signalled('twin')).toHaveLength(2);
  });

  test('are not two processes with names of their own', async () => {
    const members = [rig.start(), rig.start({ name: 'two' })];
    await Promise.all(members.map(untilLookedOften));
    expect(members.flatMap(({ signalled }) => signalled('twin'))).toEqual([]);
    expect(Object.keys(await lives()).toSorted()).toEqual(['one', 'two']);
  });

  test('are not a process and the one that was killed before it', async () => {
    await rig.announce(1);
    await rig.deliverToGhost(1, 'one');
    await rig.redis.client.hSet(livesOf(STREAM), 'one', 'a former life');
    const member = rig.start();
    await untilLookedOften(member);
    expect(member.signalled('twin')).toEqual([]);
    expect(await lives()).not.toEqual({ one: 'a former life' });
    // As a failover does that lost the last write.
    await rig.redis.client.hSet(livesOf(STREAM), 'one', 'a former life');
    await untilLookedOften(member);
    expect(member.signalled('twin')).toEqual([]);
  });
});

describe('a consumer that stops', () => {
  test('leaves its group, and nothing of it stays', async () => {
    const member = rig.start();
    await rig.announce(1);
    await rig.expectOneEffectEach([1]);
    await untilLookedOften(member);
    await member.stop();
    // A stop waits a quarter of a second for Redis and no longer; a busy one may take the farewell later.
    await waitUntil(async () => (await consumers()).length === 0, { what: 'it to have left' });
    expect(await lives()).toEqual({});
  });

  test('stays in it with what it could not finish', async () => {
    const never = new Promise<never>(() => {});
    const handler = () => ({ kind: 'each', handle: () => never }) as const;
    const member = rig.start({ bounds: { stopDeadlineMs: 50 }, handler });
    await rig.announce(1);
    await waitUntil(async () => (await rig.pending()).length === 1, { what: 'it to be in hand' });
    await member.stop();
    expect(await consumers()).toEqual(['one']);
    expect(await rig.pending()).toMatchObject([{ consumer: 'one' }]);
  });

  test('leaves the name to the one that has it now', async () => {
    const first = rig.start();
    await untilLookedOften(first);
    await rig.redis.client.hSet(livesOf(STREAM), 'one', 'its successor');
    const stopped = first.stop();
    await rig.redis.client.hSet(livesOf(STREAM), 'one', 'its successor');
    await stopped;
    expect(await consumers()).toEqual(['one']);
  });
});

test('the lives of consumers that are gone are removed', async () => {
  await rig.redis.client.hSet(livesOf(STREAM), 'ghost', 'a former life');
  rig.start();
  await waitUntil(async () => Object.keys(await lives()).join() === 'one', { what: 'the ghost to be removed' });
});
