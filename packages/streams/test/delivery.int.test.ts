import { describe, expect, test } from '@jest/globals';
import { waitUntil } from '@stockade/testing';
import type { BatchHandler } from '../src/index.js';
import { each, makeGate, range, STREAM, useRig, type Num, type Settle } from './rig.js';

const rig = useRig();

describe('reading', () => {
  test('delivers what was announced before the first consumer: the group is created from 0', async () => {
    await rig.announce(...range(3));
    const { signalled } = rig.start();
    await rig.expectOneEffectEach(range(3));
    expect(signalled('groupCreated')).toHaveLength(1);
  });

  test('handles every entry of a batch', async () => {
    await rig.announce(...range(300));
    const { signalled } = rig.start({ bounds: { batchEntriesMax: 100 } });
    await rig.expectOneEffectEach(range(300));
    expect(signalled('processed')[0]).toMatchObject({ done: 100, duplicate: 0 });
  });

  test('delivers entries in quick succession together when handling takes long', async () => {
    const handlingMs = 1_000;
    const begun: (string | undefined)[] = [];
    const handler = (settle: Settle): BatchHandler<Num> => ({
      kind: 'batch',
      async handle(deliveries) {
        begun.push(deliveries[0]?.event.number);
        const since = performance.now();
        await waitUntil(() => performance.now() - since >= handlingMs, { what: 'the time that a busy system takes' });
        return settle(deliveries);
      },
    });
    const { signalled } = rig.start({ bounds: { lingerMaxMs: handlingMs }, handler });
    await rig.announce(0);
    await rig.expectOneEffectEach(range(1));
    await rig.announce(1);
    await waitUntil(() => begun.includes('1'), { what: 'the first of them to be delivered' });
    await rig.announce(2, 3, 4);
    await rig.expectOneEffectEach(range(5));
    expect(signalled('processed').map(({ done }) => done)).toEqual([1, 1, 3]);
  });

  test('delays no entry when handling is quick', async () => {
    rig.start({ bounds: { lingerMaxMs: 60_000 } });
    for (const number of [0, 1, 2, 3, 4]) {
      await rig.announce(number);
      await rig.expectOneEffectEach(range(number + 1));
    }
  });

  test('never holds more entries than its limit: it reads as many as it has free slots', async () => {
    let working = 0;
    let most = 0;
    const gate = makeGate();
    rig.start({
      bounds: { inFlightEntriesMax: 4, batchEntriesMax: 3 },
      handler: each(async () => {
        most = Math.max(most, ++working);
        await gate.opened;
        working -= 1;
      }),
    });
    await rig.announce(...range(40));
    await waitUntil(() => working === 4, { what: 'the hand to be full' });
    expect(await rig.pending()).toHaveLength(4);
    gate.open();
    await rig.expectOneEffectEach(range(40));
    expect(most).toBe(4);
  });
});

describe('poison', () => {
  test('moves an entry that cannot be decoded to the dead letters, with the reason, and processes its neighbours', async () => {
    const [, poisonId] = await rig.announce(1, 'x', 2);
    const { signalled } = rig.start();
    await rig.expectOneEffectEach([1, 2]);
    expect(await rig.deadLetters()).toEqual([
      expect.objectContaining({
        source_id: poisonId,
        reason: 'x is no number',
        deliveries: '1',
        fields: '["number","x"]',
      }),
    ]);
    expect(signalled('deadLettered')).toEqual([
      { stream: STREAM, id: poisonId, deliveries: 1, reason: 'x is no number' },
    ]);
  });

  test('moves an entry that a handler declares dead to the dead letters', async () => {
    await rig.announce(1, 2);
    rig.start({
      handler: () => ({ kind: 'each', handle: async ({ event }) => ({ dead: `no use for ${event.number}` }) }),
    });
    const letters = await waitUntil(async () => ((await rig.deadLetters()).length === 2 ? rig.deadLetters() : null), {
      what: 'two dead letters',
    });
    expect(letters.map(({ reason }) => reason).toSorted()).toEqual(['no use for 1', 'no use for 2']);
    expect(await rig.pending()).toEqual([]);
  });

  test('a dead letter keeps all fields of a huge entry', async () => {
    const fields = Object.fromEntries(range(10_000).map((i) => [`field-${i}`, `"${i}"`]));
    await rig.redis.client.xAdd(STREAM, '*', fields);
    rig.start();
    const [letter] = await waitUntil(async () => ((await rig.deadLetters()).length > 0 ? rig.deadLetters() : null), {
      what: 'the dead letter',
    });
    expect(JSON.parse(letter?.['fields'] ?? '')).toEqual(Object.entries(fields).flat());
  });

  test('an entry stays pending when its dead letter cannot be written', async () => {
    await rig.redis.client.set(`${STREAM}:dead`, 'not a stream');
    const [id] = await rig.announce('x');
    const { signalled } = rig.start();
    await waitUntil(() => signalled('failed').length > 1, { what: 'two attempts' });
    expect(await rig.pending()).toMatchObject([{ id }]);
    await rig.redis.client.del(`${STREAM}:dead`);
    await waitUntil(async () => (await rig.deadLetters()).length === 1, { what: 'the dead letter' });
  });
});

test('a consumer reports duplicates, lag and pending entries', async () => {
  const gate = makeGate();
  const { signalled } = rig.start({
    bounds: { inFlightEntriesMax: 1, batchEntriesMax: 1 },
    handler: (settle) => ({
      kind: 'batch',
      async handle(deliveries) {
        await settle(deliveries);
        await gate.opened;
        return settle(deliveries);
      },
    }),
  });
  await rig.announce(...range(3));
  await waitUntil(() => signalled('lag').some(({ entries, pending }) => entries === 2 && pending === 0), {
    what: 'a lag of 2',
  });
  gate.open();
  await waitUntil(() => signalled('processed').length === 3, { what: 'all to be processed' });
  expect(signalled('processed')).toMatchObject(Array(3).fill({ stream: STREAM, done: 0, duplicate: 1 }));
});
