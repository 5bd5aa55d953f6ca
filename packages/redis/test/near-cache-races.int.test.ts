import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { describe, expect, test } from '@jest/globals';
import { waitUntil } from '@stockade/testing';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { useCacheRig } from './cache-rig.js';

const rig = useCacheRig();
const { redis } = rig;
const RIVAL_DEADLINE_MS = 10_000;
const SEED = Number(process.env['CACHE_SEED'] ?? Date.now());

/** A promise and what settles it. */
function whenTold() {
  let tell = () => {};
  const told = new Promise<void>((resolve) => (tell = resolve));
  return { told, tell };
}

describe('no stale refill: a change while a read is under way', () => {
  test('no stale refill from a reply that is older than the change', async () => {
    await redis.client.set('a', 'old');
    const network = await rig.slowNetwork();
    const tracked = rig.track({ url: network.url });
    await rig.untilReady(tracked);
    const { read } = await rig.makeCache({ tracked });
    await rig.resetStatistics();
    network.hold();
    const underWay = read('a');
    await waitUntil(async () => (await rig.calls('get')) === 1, { what: 'Redis to have answered with the old value' });
    await waitUntil(() => network.heldBytes() > 0, { what: 'the answer to be on its way' });
    const reply = network.heldBytes();
    await rig.change(() => redis.client.set('a', 'new'));
    await waitUntil(() => network.heldBytes() > reply, { what: 'the news to be on its way' });
    network.release();
    expect(await underWay).toEqual({ value: 'old', source: 'MISS' });
    expect(await read('a')).toEqual({ value: 'new', source: 'MISS' });
    expect(await read('a')).toEqual({ value: 'new', source: 'HIT' });
  });

  test('a read after a change does not join a load from before it, whichever ends first', async () => {
    await redis.client.set('a', 'old');
    for (const slowFirst of [true, false]) {
      const { tracked, read, readWith } = await rig.makeCache();
      const [reading, slow] = [whenTold(), whenTold()];
      const first = readWith('a', async () => {
        const value = await tracked.redis.get('a');
        reading.tell();
        await slow.told;
        return value;
      });
      await reading.told;
      const joined = readWith('a', () => Promise.reject(new Error('a second load')));
      const changed = heard(tracked, 'a');
      await redis.client.set('a', 'new');
      await changed;
      if (slowFirst) slow.tell();
      if (slowFirst) await first;
      expect(await read('a')).toEqual({ value: 'new', source: 'MISS' });
      slow.tell();
      expect([await first, await joined]).toEqual([
        { value: 'old', source: 'MISS' },
        { value: 'old', source: 'MISS' },
      ]);
      expect(await read('a')).toEqual({ value: 'new', source: 'HIT' });
      await rig.change(() => redis.client.set('a', 'old'));
    }
  });

  test('no stale refill from a read on a connection that was replaced meanwhile', async () => {
    const { tracked, read, readWith } = await rig.makeCache();
    const slow = whenTold();
    const first = readWith('a', async () => {
      await slow.told;
      return 'old';
    });
    const again = heard(tracked, null);
    const [connection] = await rig.connections();
    await redis.client.clientKill({ filter: 'ID', id: connection?.id ?? 0 });
    await again;
    slow.tell();
    expect(await first).toEqual({ value: 'old', source: 'MISS' });
    expect(await read('a')).toEqual({ value: null, source: 'MISS' });
  });

  function heard(tracked: Awaited<ReturnType<typeof rig.makeCache>>['tracked'], what: string | null): Promise<void> {
    return new Promise((resolve) => {
      const end = tracked.onInvalidated((key) => {
        if (key !== what) return;
        end();
        resolve();
      });
    });
  }
});

test('an invalidation that arrived before a request is processed first, even if the request is polled first', async () => {
  await redis.client.set('a', 'old');
  const { read } = await rig.makeCache();
  await read('a');
  const answers: Promise<unknown>[] = [];
  const shared = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const server = createServer((socket) => {
    socket.on('data', (request) => {
      if (String(request) === 'second') answers.push(read('a'));
      socket.write('answer');
      // The first request keeps us busy while the rival does the rest: then its news and its second request both wait,
      // and the system hands over first the socket that it looked at last.
      if (String(request) === 'first') Atomics.wait(new Int32Array(shared), 0, 0, RIVAL_DEADLINE_MS);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const requestPort = portOf(server);
  const rival = new Worker(new URL('./fixtures/rival.mjs', import.meta.url), {
    workerData: { redisPort: redis.server.port, requestPort, shared },
  });
  await once(rival, 'exit');
  await waitUntil(() => answers.length === 1, { what: 'the second request' });
  expect(await answers[0]).toEqual({ value: 'new', source: 'MISS' });
  server.close();
  await once(server, 'close');
});

describe(`concurrent reads, writes and cut connections (CACHE_SEED=${SEED})`, () => {
  const KEYS = ['a', 'b', 'c'];
  const ROUNDS = 150;
  const READERS = 8;

  test('no read returns a value older than a completed write, and in the end every copy is current', async () => {
    const generator = xoroshiro128plus(SEED);
    const random = (below: number) => uniformInt(generator, 0, below - 1);
    const caches = [await rig.makeCache(), await rig.makeCache({ ttlMs: 5 }), await rig.makeCache({ entriesMax: 2 })];
    /** For each key the last version whose writer has been answered. */
    const written = new Map(KEYS.map((key) => [key, 0]));
    const done = new AbortController();

    async function write(): Promise<void> {
      for (let round = 1; round <= ROUNDS; round++) {
        const key = KEYS[random(KEYS.length)] ?? '';
        if (random(40) === 0) await redis.client.sendCommand(['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes']);
        await rig.change(() => redis.client.set(key, String(round)));
        written.set(key, round);
        await Promise.race(caches.map(({ readCurrent }) => readCurrent(key).catch(() => 'cut off')));
      }
      done.abort();
    }

    const sources = { HIT: 0, MISS: 0, STALE: 0, away: 0 };
    async function readOn(): Promise<void> {
      while (!done.signal.aborted) {
        await turn();
        const key = KEYS[random(KEYS.length)] ?? '';
        const cache = caches[random(caches.length)] ?? caches[0];
        const least = written.get(key) ?? 0;
        const seen = await cache?.read(key).catch(() => null);
        sources[seen?.source ?? 'away'] += 1;
        if (seen && seen.source !== 'STALE') expect(Number(seen.value)).toBeGreaterThanOrEqual(least);
      }
    }

    await Promise.all([write(), ...Array.from({ length: READERS }, readOn)]);
    for (const { tracked, readCurrent } of caches) {
      await rig.untilReady(tracked);
      for (const key of KEYS) expect(Number((await readCurrent(key)).value)).toBe(written.get(key));
    }
    expect(sources.HIT).toBeGreaterThan(ROUNDS);
    expect(sources.MISS).toBeGreaterThan(ROUNDS / 4);
  });
});

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}
