import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { connectOnce, startRedisCluster, useLeakCheck, type RedisServer } from '@stockade/testing';
import { ownLine } from '../src/cluster-view.js';

useLeakCheck();

const SLOTS_MOVED = 15;
/** A few slots move between two of them. */
const CUT_INTERVAL_MS = 30;

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

test('slots move to their new node although connections are cut meanwhile', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'stockade-cluster-'));
  const cluster = await startRedisCluster({ dir, primaries: 3, replicas: 0 });
  const [from, to] = await cluster.primaries();
  if (from === undefined || to === undefined) throw new Error('there is only one primary');
  const before = await countSlots(to);
  const cutters = await Promise.all([from, to].map(({ url }) => connectOnce(url)));
  const kill = ['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes'];
  let cutting = Promise.resolve<unknown>(undefined);
  const timer = setInterval(() => {
    cutting = Promise.all(cutters.map((cutter) => cutter.sendCommand(kill)));
  }, CUT_INTERVAL_MS);
  await cluster.moveSlots(from, to, SLOTS_MOVED);
  clearInterval(timer);
  await cutting;
  expect((await countSlots(to)) - before).toBe(SLOTS_MOVED);
  for (const cutter of cutters) cutter.destroy();
  await cluster.stop();
  await rm(dir, { recursive: true });
}, 90_000);

const countSlots = async (server: RedisServer) => (await ownLine(server)).slots.length;
