import { describe, expect, test } from '@jest/globals';
import { waitUntil } from '@stockade/testing';
import { each, range, STREAM, useRig } from './rig.js';

const rig = useRig();
const isBad = (number: string) => Number(number) >= 100;
/** Numbers from 100 on fail for ever. */
const failing = each(async (number) => {
  if (isBad(number)) throw new Error('the provider is down');
});

describe('entries that keep failing', () => {
  test('failing entries keep no good entry from being handled, however many fail', async () => {
    await rig.announce(...range(50, 100));
    const { signalled } = rig.start({
      bounds: { inFlightEntriesMax: 5, batchEntriesMax: 5, failuresBeforeProbing: 10, stopDeadlineMs: 100 },
      handler: failing,
    });
    await waitUntil(() => signalled('retried').length > 60, { what: 'all of them to fail' });
    await rig.announce(...range(20));
    await waitUntil(async () => Object.keys(await rig.effects()).length === 20, { what: 'all good ones to be done' });
    expect(await rig.pending()).toHaveLength(50);
  });

  test('while everything fails, a few entries are tried at intervals; many as soon as one succeeds', async () => {
    let down = true;
    let most = 0;
    let working = 0;
    const { signalled } = rig.start({
      bounds: { inFlightEntriesMax: 20, failuresBeforeProbing: 30, probeIntervalMs: 100, retryDelayMaxMs: 20 },
      handler: each(async () => {
        most = Math.max(most, ++working);
        await rig.redis.client.ping();
        working -= 1;
        if (down) throw new Error('the provider is down');
      }),
    });
    await rig.announce(...range(100));
    await waitUntil(() => signalled('retried').length >= 40, { what: 'everything to fail' });
    most = 0;
    const before = signalled('retried').length;
    await rig.untilOlderBy(1_000);
    const probes = signalled('retried').length - before;
    expect(most).toBeLessThanOrEqual(5);
    expect(probes).toBeGreaterThan(2);
    expect(probes).toBeLessThanOrEqual(60);
    down = false;
    await rig.expectOneEffectEach(range(100));
    expect(most).toBeGreaterThan(5);
  });

  test('retries leave half of the places to new entries', async () => {
    let bad = 0;
    let most = 0;
    await rig.announce(...range(40, 100));
    const { signalled } = rig.start({
      bounds: { inFlightEntriesMax: 8, batchEntriesMax: 8, failuresBeforeProbing: 1_000_000, stopDeadlineMs: 100 },
      handler: each(async (number) => {
        if (!isBad(number)) return;
        bad += 1;
        if (signalled('retried').length > 80) most = Math.max(most, bad);
        await rig.redis.client.ping();
        bad -= 1;
        throw new Error('the provider is down');
      }),
    });
    await waitUntil(() => signalled('retried').length > 200, { what: 'many retries' });
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(4);
  });

  test('failing entries beyond those kept in memory wait in Redis and are found again', async () => {
    let down = true;
    await rig.announce(...range(30));
    const { signalled } = rig.start({
      bounds: { waitingEntriesMax: 3, failuresBeforeProbing: 1_000_000 },
      handler: each(async () => {
        if (down) throw new Error('the provider is down');
      }),
    });
    await waitUntil(() => signalled('retried').length > 40, { what: 'all to fail' });
    down = false;
    await rig.expectOneEffectEach(range(30));
  });

  test('an entry that is old and has failed often becomes a dead letter, with the last error as the reason', async () => {
    await rig.announce(1, 113, 2);
    const { signalled } = rig.start({ bounds: { retryForMs: 1, failuresMin: 4 }, handler: failing });
    await rig.expectOneEffectEach([1, 2]);
    expect(await rig.deadLetters()).toEqual([
      expect.objectContaining({
        reason: expect.stringMatching(/^still failing after \d+ s: the provider is down$/),
        deliveries: '1',
      }),
    ]);
    expect(signalled('retried')).toHaveLength(3);
  });

  test('the age of an entry counts across restarts of its consumer', async () => {
    await rig.redis.client.xAdd(STREAM, `${Date.now() - 100_000}-0`, { number: '113' });
    for (const life of range(3)) {
      const member = rig.start({ bounds: { retryForMs: 90_000, failuresMin: 4, minIdleMs: 60_000 }, handler: failing });
      const enough = life === 2 ? 3 : 2;
      await waitUntil(() => member.signalled('retried').length >= enough, { what: `life ${life} to fail with it` });
      if (life < 2) await member.stop();
    }
    await waitUntil(async () => (await rig.deadLetters()).length === 1, { what: 'the dead letter' });
    expect((await rig.deadLetters())[0]?.['reason']).toMatch(/^still failing after 1\d\d s: the provider is down$/);
    expect(await rig.pending()).toEqual([]);
  });

  test('a young entry never becomes a dead letter, however often it fails', async () => {
    await rig.announce(113);
    const { signalled } = rig.start({ bounds: { failuresMin: 2, stopDeadlineMs: 100 }, handler: failing });
    await waitUntil(() => signalled('retried').length > 10, { what: 'many failures' });
    expect(await rig.deadLetters()).toEqual([]);
  });
});
