import { describe, expect, test } from '@jest/globals';
import type { Redis } from '@stockade/redis';
import { waitUntil } from '@stockade/testing';
import { suspectsOf } from '../src/index.js';
import { each, GROUP, makeGate, range, STREAM, useRig } from './rig.js';

const rig = useRig();
const SUSPECTS = suspectsOf(STREAM);
const REASON = 'killed its consumer 5 times while it was handled alone';

/** As if consumers had been given the entries so often and had not come back. */
const deliver = (ids: string[], times: number) =>
  rig.redis.client.xClaim(STREAM, GROUP, 'ghost', 0, ids, { RETRYCOUNT: times });

/** As if so many consumers had ended while each had the entry alone. */
async function dieAloneWith(id: string, times: number): Promise<void> {
  await deliver([id], 5 + times);
  for (const life of range(times)) await rig.redis.client.hSet(SUSPECTS, `${id} life-${life}`, '1');
}

async function abandon(...numbers: (number | string)[]): Promise<string[]> {
  await rig.announce(...numbers);
  return rig.deliverToGhost(numbers.length);
}

describe('an entry that kills its consumers', () => {
  test('an entry becomes a dead letter after enough consumers died with it alone, with the reason', async () => {
    const [id = ''] = await abandon(666, 1);
    await dieAloneWith(id, 5);
    const { signalled } = rig.start();
    await rig.expectOneEffectEach([1]);
    expect(await rig.deadLetters()).toEqual([
      expect.objectContaining({
        source_id: id,
        reason: REASON,
        deliveries: '10',
        consumer: 'ghost',
        fields: '["number","666"]',
      }),
    ]);
    expect(signalled('deadLettered')).toEqual([{ stream: STREAM, id, deliveries: 10, reason: REASON }]);
    expect(await rig.redis.client.hKeys(SUSPECTS)).toEqual([]);
  });

  test('an entry is handled once more while too few consumers have died with it alone', async () => {
    const [id = ''] = await abandon(1);
    await dieAloneWith(id, 4);
    rig.start();
    await rig.expectOneEffectEach([1]);
    expect(await rig.deadLetters()).toEqual([]);
  });

  test('an entry that kills its consumers stays pending when its dead letter cannot be written', async () => {
    await rig.redis.client.set(`${STREAM}:dead`, 'not a stream');
    const [id = ''] = await abandon(666);
    await dieAloneWith(id, 5);
    const { signalled } = rig.start();
    const isWrongType = ({ error }: { error: unknown }) => String(error).includes('WRONGTYPE');
    await waitUntil(() => signalled('failed').some(isWrongType), { what: 'a try' });
    expect(await rig.pending()).toHaveLength(1);
    await rig.redis.client.del(`${STREAM}:dead`);
    await waitUntil(async () => (await rig.deadLetters()).length === 1, { what: 'the dead letter' });
  });
});

describe('no entry becomes a dead letter', () => {
  test('no dead letter just for many deliveries', async () => {
    const ids = await abandon(...range(20));
    await deliver(ids, 1_000);
    rig.start();
    await rig.expectOneEffectEach(range(20));
    expect(await rig.deadLetters()).toEqual([]);
  });

  test('no dead letter for claims whose replies were lost: neither they nor retries count as deliveries', async () => {
    const ids = await abandon(1, 2);
    let lost = 0;
    const deliveries: number[] = [];
    rig.start({
      commands: (redis) => losingClaims(redis, () => ++lost <= 30),
      handler: (settle) => ({
        kind: 'batch',
        async handle(batch) {
          deliveries.push(...batch.map(({ deliveries: count }) => count));
          return settle(batch);
        },
      }),
    });
    await rig.expectOneEffectEach([1, 2]);
    expect(lost).toBeGreaterThan(30);
    expect(deliveries).toEqual(ids.map(() => 2));
  });

  test('no dead letter for a crash loop: a consumer takes no suspect before it has run for a while', async () => {
    const ids = await abandon(1, 2);
    await deliver(ids, 9);
    const { signalled } = rig.start({ bounds: { suspectsAfterMs: 60_000 } });
    await rig.announce(3);
    await waitUntil(async () => '3' in (await rig.effects()), { what: 'the new one to be done' });
    await rig.untilOlderBy(500);
    expect(signalled('isolated')).toEqual([]);
    expect(await rig.redis.client.hLen(SUSPECTS)).toBe(0);
    expect(await rig.pending()).toHaveLength(2);
  });

  test('no dead letter for a consumer that froze with the entry and recovers', async () => {
    const [id = ''] = await abandon(1);
    await deliver([id], 9);
    const gate = makeGate();
    const asleep = rig.start({ name: 'asleep', handler: each(() => gate.opened) });
    await waitUntil(async () => (await rig.redis.client.hLen(SUSPECTS)) === 1, { what: 'its mark' });
    gate.open();
    await rig.expectOneEffectEach([1]);
    await waitUntil(async () => (await rig.redis.client.hLen(SUSPECTS)) === 0, { what: 'the mark to go' });
    expect(asleep.signalled('isolated')).toEqual([{ stream: STREAM, id, deliveries: 10 }]);
  });

  test('no dead letter for a stop while a consumer handles the entry alone', async () => {
    const [id = ''] = await abandon(1);
    await deliver([id], 9);
    const stopped = rig.start({ bounds: { stopDeadlineMs: 20 }, handler: each(() => new Promise(() => {})) });
    await waitUntil(async () => (await rig.redis.client.hLen(SUSPECTS)) === 1, { what: 'its mark' });
    await stopped.stop();
    expect(await rig.redis.client.hLen(SUSPECTS)).toBe(0);
  });
});

describe('suspects', () => {
  test('suspects are handled apart from all others: one, then two, then four', async () => {
    const ids = await abandon(...range(10));
    await deliver(ids.slice(0, 7), 5);
    const busy = makeGate();
    const sizes: number[][] = [];
    rig.start({
      handler: (settle) => ({
        kind: 'batch',
        async handle(deliveries) {
          sizes.push(deliveries.map(({ event }) => Number(event.number)));
          if (sizes.length === 1) await busy.opened;
          return settle(deliveries);
        },
      }),
    });
    await waitUntil(() => sizes.length === 1, { what: 'the others to be in hand' });
    await rig.untilOlderBy(300);
    expect(sizes).toEqual([[7, 8, 9]]);
    busy.open();
    await rig.expectOneEffectEach(range(10));
    expect(sizes).toEqual([[7, 8, 9], [0], [1, 2], [3, 4, 5, 6]]);
  });

  test('other entries get as much time as the suspects took', async () => {
    const ids = await abandon(...range(2));
    await deliver(ids, 5);
    const handled: string[] = [];
    const gates = [makeGate(), makeGate()];
    rig.start({
      handler: each(async (number) => {
        handled.push(number);
        await gates[Number(number)]?.opened;
      }),
    });
    await waitUntil(() => handled.length === 1, { what: 'the first suspect to be in hand' });
    await rig.announce(7, 8);
    await rig.untilOlderBy(300);
    expect(handled).toEqual(['0']);
    gates.forEach(({ open }) => open());
    await rig.expectOneEffectEach([0, 1, 7, 8]);
    expect(handled.toSorted()).toEqual(['0', '1', '7', '8']);
    expect(handled.indexOf('1')).toBe(3);
  });
});

/** Does what it is told, and loses the answers to claims as long as it shall. */
function losingClaims(redis: Redis, loses: () => boolean): Redis {
  const answered = async <Answer>(answer: Promise<Answer>, args: readonly unknown[] = []): Promise<Answer> => {
    const given = await answer;
    if ((args.includes('anew') || args.includes('again')) && loses()) throw new Error('the answer got lost');
    return given;
  };
  const evalSha: Redis['evalSha'] = (digest, options) => answered(redis.evalSha(digest, options), options?.arguments);
  const evaluate: Redis['eval'] = (source, options) => answered(redis.eval(source, options), options?.arguments);
  return Object.create(redis, { evalSha: { value: evalSha }, eval: { value: evaluate } });
}
