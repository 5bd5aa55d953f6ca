import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { connectOnce, startRedisCluster, useLeakCheck } from '@stockade/testing';

useLeakCheck();

test('a cluster starts again with its data, its password and the slots that were moved', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'stockade-cluster-'));
  const options = { dir, primaries: 3, replicas: 1, password: 'sesame' };
  const first = await startRedisCluster(options);
  const key = '{1}:kept';
  const from = await first.primaryOf(key);
  const to = first.servers.slice(0, 3).find((server) => server !== from);
  if (to === undefined) throw new Error('there is only one primary');
  const before = await connectOnce(from.url);
  await before.set(key, 'by the first');
  before.destroy();
  await first.moveSlotOf(key, to);
  await first.untilReplicated();
  await first.stop();

  const again = await startRedisCluster(options);
  const primary = await again.primaryOf(key);
  expect([again.url, primary.port]).toEqual([first.url, to.port]);
  const after = await connectOnce(primary.url);
  expect(await after.get(key)).toBe('by the first');
  after.destroy();
  await again.stop();
  await rm(dir, { recursive: true });
}, 90_000);
