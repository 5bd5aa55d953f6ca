import { getMaxListeners } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { waitUntil } from '@stockade/testing';
import { each, makeGate, range, useRig } from './rig.js';

const rig = useRig();
/** Long enough for handlers that do not hang, also where they must wait for a core. */
const HANDLING_MAX_MS = 400;
const HANGS = new Error(`the handler took longer than ${HANDLING_MAX_MS} ms`);

describe('retrying', () => {
  test('retries a batch that throws entry by entry, so that only the bad one stays pending', async () => {
    await rig.announce(1, 2, 13, 3);
    let cured = false;
    const { signalled } = rig.start({
      handler: (settle) => ({
        kind: 'batch',
        async handle(deliveries) {
          if (!cured && deliveries.some(({ event }) => event.number === '13')) throw new Error('13 again');
          return settle(deliveries);
        },
      }),
    });
    await waitUntil(() => signalled('retried').length > 0, { what: 'the bad one to be retried' });
    expect(Object.keys(await rig.effects()).toSorted()).toEqual(['1', '2', '3']);
    expect(await rig.pending()).toHaveLength(1);
    cured = true;
    await rig.expectOneEffectEach([1, 2, 13, 3]);
  });

  test('retries an entry for which a batch handler returned no outcome', async () => {
    await rig.announce(...range(10));
    rig.start({
      bounds: { minIdleMs: 60_000 },
      handler: (settle) => ({ kind: 'batch', handle: (deliveries) => settle(deliveries.slice(0, 3)) }),
    });
    await rig.expectOneEffectEach(range(10));
  });

  test('retries later an entry for which a handler returned retry', async () => {
    const asked: string[] = [];
    await rig.announce(7);
    const { signalled } = rig.start({
      handler: (settle) => ({
        kind: 'batch',
        async handle(deliveries) {
          asked.push(...deliveries.map(({ event }) => event.number));
          return asked.length < 4 ? [{ retry: 'not yet' }] : settle(deliveries);
        },
      }),
    });
    await rig.expectOneEffectEach([7]);
    expect(asked).toEqual(['7', '7', '7', '7']);
    expect(signalled('retried').map(({ error }) => error)).toEqual(['not yet', 'not yet', 'not yet']);
  });

  test('waits twice as long before each retry', async () => {
    await rig.announce(7);
    const { signalled } = rig.start({
      bounds: { retryDelayMinMs: 10, retryDelayMaxMs: 60_000 },
      handler: () => ({ kind: 'each', handle: async () => ({ retry: 'never' }) }),
    });
    await rig.untilOlderBy(1_000);
    // 10 + 20 + 40 + … ms: seven pauses take more than a second, where equal ones would allow a hundred.
    expect(signalled('retried').length).toBeGreaterThan(1);
    expect(signalled('retried').length).toBeLessThan(9);
  });

  test('does not count retries as deliveries: an outage of a provider makes no dead letters', async () => {
    let calls = 0;
    await rig.announce(7);
    const { signalled } = rig.start({
      bounds: { deliveriesMax: 3 },
      handler: each(async () => {
        if (++calls < 20) throw new Error('the provider is down');
      }),
    });
    await rig.expectOneEffectEach([7]);
    expect(signalled('retried')).toHaveLength(19);
    expect(await rig.deadLetters()).toEqual([]);
  });

  test('aborts a handler that hangs, and fences its late effect', async () => {
    const gate = makeGate();
    let calls = 0;
    let told = false;
    const { signalled } = rig.start({
      bounds: { handlingMaxMs: HANDLING_MAX_MS },
      handler: each(async (_, signal) => {
        if (++calls > 1) return;
        signal.addEventListener('abort', () => (told = true));
        await gate.opened;
      }),
    });
    await rig.announce(7);
    await rig.expectOneEffectEach([7]);
    gate.open();
    expect(told).toBe(true);
    expect(signalled('retried')[0]).toMatchObject({ error: HANGS });
    await rig.expectOneEffectEach([7]);
  });

  test('aborts a handler that hangs with a single entry after its batch failed', async () => {
    let calls = 0;
    await rig.announce(...range(3));
    const { signalled } = rig.start({
      bounds: { handlingMaxMs: HANDLING_MAX_MS },
      handler: (settle) => ({
        kind: 'batch',
        handle: async (deliveries) => {
          if (deliveries.length > 1) throw new Error('not together');
          return ++calls > 3 ? settle(deliveries) : new Promise(() => {});
        },
      }),
    });
    await rig.expectOneEffectEach(range(3));
    expect(signalled('retried').map(({ error }) => error)).toEqual(Array.from({ length: 3 }, () => HANGS));
  });

  test('aborts only the handlers that hang', async () => {
    let calls = 0;
    await rig.announce(...range(10));
    const { signalled } = rig.start({
      bounds: { handlingMaxMs: HANDLING_MAX_MS },
      handler: each(async (number) => {
        if (number === '7' && ++calls === 1) await new Promise(() => {});
      }),
    });
    await rig.expectOneEffectEach(range(10));
    expect(signalled('retried')).toHaveLength(1);
  });

  test('lets any number of handlers listen to their signal at once', async () => {
    const allowed = new Set<number>();
    await rig.announce(...range(50));
    rig.start({ handler: each(async (_, signal) => void allowed.add(getMaxListeners(signal))) });
    await rig.expectOneEffectEach(range(50));
    expect([...allowed]).toEqual([Infinity]);
  });

  test('a consumer survives a handler that returns nonsense', async () => {
    let calls = 0;
    await rig.announce(7);
    rig.start({
      handler: (settle) => ({
        kind: 'batch',
        handle: async (deliveries) => (++calls === 1 ? JSON.parse('null') : settle(deliveries)),
      }),
    });
    await rig.expectOneEffectEach([7]);
  });

  test('a consumer survives listeners that throw', async () => {
    const { consumer } = rig.make({ bounds: { minIdleMs: 60_000 } });
    for (const name of ['processed', 'groupCreated', 'failed', 'deadLettered'] as const)
      consumer.signals.on(name, () => {
        throw new Error('a careless listener');
      });
    consumer.start();
    await rig.announce(...range(5), 'x');
    await rig.expectOneEffectEach(range(5));
    expect(await rig.deadLetters()).toHaveLength(1);
    expect(consumer.trouble()).toBeNull();
  });
});
