import { randomInt } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';
import { startProcess, waitUntil, type RunningProcess } from '@stockade/testing';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { EFFECTS, GROUP, range, STREAM, useRig } from './rig.js';

const WORKER = fileURLToPath(new URL('./fixtures/worker.mjs', import.meta.url));
const NAMES = ['a', 'b', 'c'];
const FAULTS = 60;
const ENTRIES = 2_000;
const SEED = Number(process.env['SEED'] ?? randomInt(2 ** 31));

const rig = useRig();
const workers = new Map<string, RunningProcess>();
afterAll(async () => {
  for (const worker of workers.values()) await worker.kill();
});

async function startWorker(name: string): Promise<void> {
  const args = [WORKER, rig.redis.url, name, STREAM, GROUP, EFFECTS];
  workers.set(name, await startProcess({ name: `worker ${name}`, command: process.execPath, args, env: {} }));
}

let frozen: string | undefined;

/** At most one worker is frozen at a time, so that the others can go on. */
const faults = {
  async kill(name: string) {
    await workers.get(name)?.kill();
    if (frozen === name) frozen = undefined;
    await startWorker(name);
  },
  async freeze(name: string) {
    if (frozen !== undefined) return;
    workers.get(name)?.signal('SIGSTOP');
    frozen = name;
  },
  async disconnect() {
    const clients = await rig.redis.client.clientList();
    const theirs = clients.filter(({ name }) => name.startsWith('worker'));
    await Promise.all(theirs.map(({ id }) => rig.redis.client.clientKill({ filter: 'ID', id })));
  },
  async flushScripts() {
    await rig.redis.client.scriptFlush();
  },
};

/** Wakes the frozen worker once others have taken over what it held: it goes on with entries that it has lost. */
async function thawLate(): Promise<boolean> {
  if (frozen === undefined) return true;
  const held = (await rig.pending()).filter(({ consumer }) => consumer === frozen);
  if (held.length > 0) return false;
  workers.get(frozen)?.signal('SIGCONT');
  frozen = undefined;
  return true;
}

test(`every entry has one effect, whatever is killed, frozen, disconnected or flushed (SEED=${SEED})`, async () => {
  const random = xoroshiro128plus(SEED);
  const kinds = [faults.kill, faults.freeze, faults.disconnect, faults.flushScripts];
  const choose = <T>(items: readonly T[]): T | undefined => items[uniformInt(random, 0, items.length - 1)];
  await Promise.all(NAMES.map(startWorker));
  await waitUntil(() => rig.pending(), { what: 'the group' });
  await rig.announce(...range(ENTRIES / 2));
  const [poison] = await rig.announce('poison');
  await rig.announce(...range(ENTRIES / 2, ENTRIES / 2));

  for (const fault of range(FAULTS)) {
    const enough = (ENTRIES / FAULTS) * fault;
    const moves = async () => (await rig.redis.client.hLen(EFFECTS)) >= enough;
    await waitUntil(moves, { what: `${enough} effects before fault ${fault}`, intervalMs: 1 });
    await choose(kinds)?.(choose(NAMES) ?? '');
    await thawLate();
  }
  await waitUntil(thawLate, { what: 'the last frozen worker to lose what it held' });

  await rig.expectOneEffectEach(range(ENTRIES));
  expect(await rig.deadLetters()).toMatchObject([{ source_id: poison, reason: 'poison' }]);
  await Promise.all([...workers.values()].map((worker) => worker.waitForOutput(/started/)));
  const exits = await Promise.all([...workers.values()].map((worker) => worker.stop()));
  expect(exits).toEqual(NAMES.map(() => ({ code: 0, signal: null })));
});
