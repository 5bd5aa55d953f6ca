import { describe, expect, test } from '@jest/globals';
import { loadScript } from '@stockade/redis';
import { waitUntil } from '@stockade/testing';
import { EFFECTS, GROUP, makeGate, range, STREAM, useRig, type MemberOptions } from './rig.js';

const rig = useRig();

/** For tests with many entries. */
const IN_BULK = { batchEntriesMax: 1_000, inFlightEntriesMax: 2_000 };

/** Works on nothing, for ever: what it has stays with its handler until the gate opens. */
function stuckBehind(gate: { opened: Promise<void> }): Pick<MemberOptions, 'handler' | 'bounds'> {
  return {
    bounds: { stopDeadlineMs: 10 },
    handler: (settle) => ({
      kind: 'batch',
      async handle(deliveries) {
        await gate.opened;
        return settle(deliveries);
      },
    }),
  };
}

describe('own pending entries', () => {
  test('own pending entries come first after a restart under the same name', async () => {
    const order: string[] = [];
    await rig.announce(...range(5));
    await rig.deliverToGhost(3, 'one');
    rig.start({
      bounds: { minIdleMs: 60_000 },
      handler: (settle) => ({
        kind: 'batch',
        async handle(deliveries) {
          order.push(...deliveries.map(({ event, deliveries: count }) => `${event.number}:${count}`));
          return settle(deliveries);
        },
      }),
    });
    await rig.expectOneEffectEach(range(5));
    expect(order).toEqual(['0:2', '1:2', '2:2', '3:1', '4:1']);
  });

  test('own pending entries are found even if Redis delivered them to a dead connection', async () => {
    const { consumer } = rig.start();
    await waitUntil(() => consumer.trouble() === null, { what: 'the consumer to read' });
    const late = rig.redis.client.multi();
    late.xAdd(STREAM, '*', { number: '7' });
    late.xReadGroup(GROUP, 'one', { key: STREAM, id: '>' });
    await late.exec();
    await rig.expectOneEffectEach([7]);
  });

  test('pending entries take effect once under two consumers of the same name', async () => {
    await rig.announce(...range(200));
    rig.start({ bounds: { batchEntriesMax: 7 } });
    rig.start({ bounds: { batchEntriesMax: 7 } });
    await rig.expectOneEffectEach(range(200));
  });
});

describe('abandoned entries', () => {
  test('abandoned entries are claimed after the idle limit, with the delivery count raised', async () => {
    await rig.announce(1, 2);
    await rig.deliverToGhost(2);
    const counts: number[] = [];
    const { signalled } = rig.start({
      handler: (settle) => ({
        kind: 'batch',
        async handle(deliveries) {
          counts.push(...deliveries.map(({ deliveries: count }) => count));
          return settle(deliveries);
        },
      }),
    });
    await rig.expectOneEffectEach([1, 2]);
    expect(counts).toEqual([2, 2]);
    expect(signalled('claimed')).toEqual([{ stream: STREAM, entries: 2 }]);
  });

  test('entries of a slow handler are renewed and do not count as abandoned', async () => {
    const gate = makeGate();
    rig.start({ name: 'slow', ...stuckBehind(gate) });
    await rig.announce(1, 2);
    await waitUntil(async () => (await rig.pending()).length === 2, { what: 'the slow one to have them' });
    const { signalled } = rig.start({ name: 'other' });
    await rig.untilOlderBy(900);
    expect(await rig.pending()).toMatchObject([{ consumer: 'slow', deliveries: 1 }, { consumer: 'slow' }]);
    gate.open();
    await rig.expectOneEffectEach([1, 2]);
    expect(signalled('claimed')).toEqual([]);
  });

  test('entries that wait for a retry do not count as abandoned', async () => {
    let down = true;
    const { signalled } = rig.start({
      name: 'patient',
      bounds: { retryDelayMinMs: 700, retryDelayMaxMs: 700 },
      handler: (settle) => ({ kind: 'batch', handle: async (all) => (down ? [{ retry: 'down' }] : settle(all)) }),
    });
    await rig.announce(1);
    await waitUntil(() => signalled('retried').length === 1, { what: 'a retry' });
    const other = rig.start({ name: 'other' });
    down = false;
    await rig.expectOneEffectEach([1]);
    expect(other.signalled('claimed')).toEqual([]);
  });

  test('a claimed entry that its first consumer settles late has one effect: the fence', async () => {
    const settle = loadScript(new URL('./fixtures/settle.lua', import.meta.url), String);
    await rig.announce(1);
    const [id = ''] = await rig.deliverToGhost(1);
    const { redis } = rig.start();
    await rig.expectOneEffectEach([1]);
    expect(await settle.run(redis, [STREAM, EFFECTS], [GROUP, 'fence', id, '1'])).toBe('duplicate');
    await rig.expectOneEffectEach([1]);
  });

  test('a consumer that froze does not take claimed entries back for its retries', async () => {
    const { signalled } = rig.start({
      name: 'asleep',
      bounds: { retryDelayMinMs: 100, retryDelayMaxMs: 100, minIdleMs: 60_000, stopDeadlineMs: 10 },
      handler: () => ({ kind: 'batch', handle: async () => [{ retry: 'never' }] }),
    });
    const [id = ''] = await rig.announce(1);
    await waitUntil(() => signalled('retried').length === 1, { what: 'a retry' });
    await rig.redis.client.xClaim(STREAM, GROUP, 'other', 0, id);
    await rig.untilOlderBy(300);
    expect(await rig.pending()).toEqual([{ id, consumer: 'other', deliveries: expect.any(Number) }]);
  });

  test('a slow consumer does not renew entries that another has claimed', async () => {
    const gate = makeGate();
    rig.start({ name: 'slow', ...stuckBehind(gate) });
    const [id = ''] = await rig.announce(1);
    await waitUntil(async () => (await rig.pending()).length === 1, { what: 'the slow one to have it' });
    await rig.redis.client.xClaim(STREAM, GROUP, 'other', 0, id);
    await rig.untilOlderBy(600);
    expect(await rig.pending()).toMatchObject([{ id, consumer: 'other' }]);
    gate.open();
    await rig.expectOneEffectEach([1]);
  });

  test('20,000 abandoned entries are all handled', async () => {
    const numbers = range(20_000);
    await rig.announce(...numbers);
    await rig.deliverToGhost(20_000);
    rig.start({ bounds: IN_BULK });
    await rig.expectOneEffectEach(numbers);
  });

  test('pending entries that were deleted from the stream are acknowledged and reported', async () => {
    const [first = ''] = await rig.announce(1, 2);
    await rig.deliverToGhost(2);
    await rig.redis.client.xDel(STREAM, first);
    const { signalled } = rig.start();
    await rig.expectOneEffectEach([2]);
    expect(signalled('vanished')).toEqual([{ stream: STREAM, id: first }]);
  });
});

describe('dead consumers', () => {
  const names = async () => (await rig.redis.client.xInfoConsumers(STREAM, GROUP)).map(({ name }) => name).toSorted();

  test('dead consumers are removed after a long silence, live ones never', async () => {
    await rig.announce(1);
    const [id = ''] = await rig.deliverToGhost(1);
    await rig.redis.client.xAck(STREAM, GROUP, id);
    await rig.announce(2);
    rig.start({ name: 'living' });
    const { signalled } = rig.start({ name: 'remover', bounds: { consumerSilentMs: 400 } });
    await rig.expectOneEffectEach([2]);
    await rig.redis.client.xGroupCreateConsumer(STREAM, GROUP, 'living');
    await waitUntil(async () => !(await names()).includes('ghost'), { what: 'the ghost to be removed' });
    expect(signalled('consumersRemoved')).toEqual([{ stream: STREAM, consumers: ['ghost'] }]);
    await rig.untilOlderBy(800);
    expect(await names()).toEqual(['living', 'remover']);
  });

  test('dead consumers stay while they hold a pending entry', async () => {
    await rig.announce(1);
    await rig.deliverToGhost(1);
    const { signalled } = rig.start({ bounds: { consumerSilentMs: 1, minIdleMs: 60_000 } });
    await waitUntil(() => signalled('lag').length > 3, { what: 'several housekeepings' });
    expect(await names()).toContain('ghost');
    expect(await rig.pending()).toMatchObject([{ consumer: 'ghost' }]);
  });
});

describe('trimming', () => {
  const length = () => rig.redis.client.xLen(STREAM);

  test('trimming removes all entries that every declared group has acknowledged, in one housekeeping', async () => {
    await rig.announce(...range(25_000));
    const first = rig.start({ bounds: { ...IN_BULK, housekeepingIntervalMs: 60_000 } });
    await rig.expectOneEffectEach(range(25_000));
    await first.stop();
    const { signalled } = rig.start();
    await waitUntil(() => signalled('trimmed').length > 0, { what: 'a trimming' });
    expect(signalled('trimmed')).toEqual([{ stream: STREAM, entries: 24_900 }]);
    expect(await length()).toBe(100);
  });

  test('trimming keeps everything from the oldest pending entry of the slowest declared group on', async () => {
    const ids = await rig.announce(...range(1_000));
    await rig.redis.client.xGroupCreate(STREAM, 'slowest', '0');
    await rig.redis.client.xReadGroup('slowest', 'reader', { key: STREAM, id: '>' }, { COUNT: 500 });
    await rig.redis.client.xAck(STREAM, 'slowest', [...ids.slice(0, 300), ...ids.slice(301, 500)]);
    const { signalled } = rig.start({ readers: [GROUP, 'slowest'] });
    await rig.expectOneEffectEach(range(1_000));
    await waitUntil(() => signalled('trimmed').length > 0, { what: 'a trimming' });
    const after = signalled('lag').length;
    await waitUntil(() => signalled('lag').length > after + 2, { what: 'more housekeepings' });
    // The oldest pending is number 300; a node of the stream holds a hundred entries.
    expect(await length()).toBeGreaterThanOrEqual(700);
    expect(await length()).toBeLessThanOrEqual(800);
  });

  test('trimming removes nothing while a declared group is missing', async () => {
    await rig.announce(...range(1_000));
    const { signalled } = rig.start({ readers: [GROUP, 'not-there-yet'] });
    await rig.expectOneEffectEach(range(1_000));
    const after = signalled('lag').length;
    await waitUntil(() => signalled('lag').length > after + 3, { what: 'several housekeepings' });
    expect(await length()).toBe(1_000);
  });

  test('an undeclared group is reported before entries that it has not read are trimmed', async () => {
    await rig.announce(...range(1_000));
    await rig.redis.client.xGroupCreate(STREAM, 'stranger', '0');
    const { signalled } = rig.start();
    await rig.expectOneEffectEach(range(1_000));
    await waitUntil(() => signalled('trimmed').length > 0, { what: 'a trimming' });
    expect(signalled('undeclaredGroups')).toEqual([{ stream: STREAM, groups: ['stranger'] }]);
    await rig.redis.client.xGroupDestroy(STREAM, 'stranger');
    await waitUntil(() => signalled('undeclaredGroups').length > 1, { what: 'the report that it is gone' });
    expect(signalled('undeclaredGroups').at(-1)).toEqual({ stream: STREAM, groups: [] });
  });
});
