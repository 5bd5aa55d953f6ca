import { expect, test } from '@jest/globals';
import { waitUntil } from '@stockade/testing';
import { range, useRig } from './rig.js';

/** Loads so slowly that there is time to be asked meanwhile. */
const rig = useRig({ args: ['--key-load-delay', '500', '--loading-process-events-interval-bytes', '1024'] });

test('a consumer recovers when Redis restarts and is loading for a while (LOADING)', async () => {
  await rig.announce(...range(1_000));
  const member = rig.start();
  await rig.expectOneEffectEach(range(1_000));
  await rig.redis.server.kill();
  await rig.redis.server.restart();
  expect(member.signalled('failed').map(({ error }) => String(error))).toContainEqual(
    expect.stringContaining('LOADING'),
  );
  await waitUntil(() => rig.redis.client.isReady, { what: 'the test to be connected' });
  await rig.announce(1_000);
  await rig.expectOneEffectEach(range(1_001));
});
