import { describe, expect, test } from '@jest/globals';
import { waitUntil } from '@stockade/testing';
import { makeGate, range, useRig, type Member } from './rig.js';

const rig = useRig();
const untilItReads = ({ consumer }: Member) =>
  waitUntil(() => consumer.trouble() === null, { what: 'the consumer to be well' });

/** Long before anything but the deadline of the stop could end it. */
async function expectPrompt(stopped: Promise<void>): Promise<void> {
  let done = false;
  void stopped.then(() => (done = true));
  await waitUntil(() => done, { what: 'the stop', deadlineMs: 4_000 });
}

describe('stop', () => {
  test('a stop finishes the entries in hand', async () => {
    const gate = makeGate();
    let begun = 0;
    const member = rig.start({
      handler: (settle) => ({
        kind: 'batch',
        async handle(deliveries) {
          begun += deliveries.length;
          await gate.opened;
          return settle(deliveries);
        },
      }),
    });
    await rig.announce(...range(5));
    await waitUntil(() => begun === 5, { what: 'all to be in hand' });
    let done = false;
    const stopped = member.consumer.stop().then(() => (done = true));
    expect(member.consumer.trouble()).toBe('the consumer is stopped');
    await rig.untilOlderBy(200);
    expect(done).toBe(false);
    gate.open();
    await stopped;
    expect(await rig.effects()).toMatchObject({ 0: '1', 4: '1' });
    expect(await rig.pending()).toEqual([]);
  });

  test('at its deadline a stop aborts the handler and leaves its entries pending for the next consumer', async () => {
    let told = 0;
    const member = rig.start({
      bounds: { stopDeadlineMs: 50 },
      handler: () => ({
        kind: 'each',
        handle: (_, signal) =>
          new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => {
              told += 1;
              reject(new Error('told to stop'));
            });
          }),
      }),
    });
    await rig.announce(...range(3));
    await waitUntil(async () => (await rig.pending()).length === 3, { what: 'all to be in hand' });
    await member.stop();
    expect([told, await rig.effects()]).toEqual([3, {}]);
    rig.start({ name: 'next' });
    await rig.expectOneEffectEach(range(3));
  });

  test('a stop does not wait for a handler that ignores its signal', async () => {
    const gate = makeGate();
    const member = rig.start({
      bounds: { stopDeadlineMs: 50 },
      handler: (settle) => ({
        kind: 'batch',
        async handle(deliveries) {
          await gate.opened;
          return settle(deliveries);
        },
      }),
    });
    await rig.announce(1);
    await waitUntil(async () => (await rig.pending()).length === 1, { what: 'it to be in hand' });
    await expectPrompt(member.consumer.stop());
    rig.start({ name: 'next' });
    await rig.expectOneEffectEach([1]);
    gate.open();
    await rig.expectOneEffectEach([1]);
  });

  test('a stopping consumer takes no new entries', async () => {
    const member = rig.start();
    await untilItReads(member);
    await member.stop();
    await rig.announce(1);
    expect(await rig.pending()).toEqual([]);
    expect(await rig.effects()).toEqual({});
  });

  test('a stop is prompt while Redis is down or frozen', async () => {
    const member = rig.start({ bounds: { readGraceMs: 60_000, stopDeadlineMs: 500 } });
    const frozen = rig.start({ name: 'frozen', bounds: { readGraceMs: 60_000, stopDeadlineMs: 500 } });
    await Promise.all([untilItReads(member), untilItReads(frozen)]);
    await rig.redis.server.signal('SIGSTOP');
    await expectPrompt(frozen.consumer.stop());
    await rig.redis.server.signal('SIGCONT');
    await rig.redis.server.kill();
    await expectPrompt(member.consumer.stop());
    await rig.redis.server.restart();
    await waitUntil(() => rig.redis.client.isReady, { what: 'the test to be connected' });
  });

  test('a stop may come before the start, right after it, and twice', async () => {
    const never = rig.make();
    await never.consumer.stop();
    never.consumer.start();
    expect(never.consumer.trouble()).toBe('the consumer is stopped');

    const brief = rig.start({ name: 'brief' });
    await brief.consumer.stop();
    await brief.consumer.stop();

    const member = rig.start({ name: 'twice' });
    await untilItReads(member);
    await Promise.all([member.consumer.stop(), member.consumer.stop()]);
    const open = async () => (await rig.redis.client.clientList()).map(({ name }) => name);
    // What is left are the command connections, which are not the consumer's to close.
    await waitUntil(async () => (await open()).filter((name) => name.startsWith('consumer')).length === 3, {
      what: 'the read connections to be closed',
    });
  });
});
