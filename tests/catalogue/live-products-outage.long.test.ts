import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { makeKeys, newId } from '@stockade/contracts';
import { makeLiveRoom, type LiveUpdates, type ServerEvent } from '@stockade/http';
import { connectTracked, type Tracked } from '@stockade/redis';
import { usePrivateRedis, waitUntil } from '@stockade/testing';
import { makeLiveProducts, type LiveProducts } from '../../services/warehouse/src/live-products.js';

/** More than are read together. */
const PRODUCTS = 250;
const SILENT_MAX_MS = 200;
const COME_AND_GO = 2_000;
const IDS_EACH = 10;
const BETWEEN_TURNS = 1_000;
/** An id that is kept for each client that has left would take more. */
const KEPT_BYTES_MAX = 500_000;

const redis = usePrivateRedis({ appendfsync: 'everysec' });
const keys = makeKeys();
const errors: unknown[] = [];
let tracked: Tracked;
let live: LiveProducts;
let attempts = 0;

beforeEach(async () => {
  await redis.flush();
  errors.length = 0;
  tracked = connectTracked({ url: redis.url, name: 'live', silentMaxMs: SILENT_MAX_MS, onError: () => {} });
  tracked.onLost(() => (attempts += 1));
  const room = makeLiveRoom({ followersMax: 100, followersPerAddressMax: 100 });
  live = makeLiveProducts({ tracked, keys, currency: 'USD', room, onError: (error) => errors.push(error) });
  await waitUntil(() => tracked.redis.isReady, { what: 'the connection' });
});
afterEach(async () => {
  tracked.close();
  await redis.server.signal('SIGCONT').catch(() => 'it was ended');
  await redis.server.restart();
  await waitUntil(() => redis.client.isReady, { what: 'the connection of the test' });
  expect(errors).toEqual([]);
});

/** A client that keeps what it is sent. */
function makeClient(onEvent: (event: ServerEvent) => void = () => {}) {
  const closing = new AbortController();
  const events: ServerEvent[] = [];
  const stream: LiveUpdates = {
    send(event) {
      events.push(event);
      onEvent(event);
    },
    beat: () => {},
    end: () => closing.abort(),
    closed: closing.signal,
  };
  return { events, stream, leave: stream.end, told: () => events.map(({ type }) => type) };
}

function follow(ids?: readonly string[], onEvent?: (event: ServerEvent) => void) {
  const client = makeClient(onEvent);
  live.open('203.0.113.7', ids, () => client.stream);
  return client;
}
type Client = ReturnType<typeof follow>;

/** Waits until the client has been told these and nothing else. */
async function expectTold(client: Client, ...types: readonly string[]): Promise<void> {
  await waitUntil(() => client.events.length >= types.length, { what: `${types.join(', ')} to be told` });
  expect(client.told()).toEqual(types);
}

async function loseRedis(): Promise<void> {
  await redis.server.kill();
  await waitUntil(() => !tracked.redis.isReady, { what: 'the connection to be lost' });
}

async function tryAgain(): Promise<void> {
  const before = attempts;
  await waitUntil(() => attempts >= before + 2, { what: 'attempts to connect' });
}

async function addProducts(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, newId);
  const transaction = redis.client.multi();
  for (const id of ids) {
    transaction.hSet(keys.product(id), { id, name: 'Rope', price: '100', created_at: '1', updated_at: '1' });
    transaction.zAdd(keys.products, { score: 0, value: id });
  }
  await transaction.exec();
  return ids;
}

const setStock = (id: string, pieces: number) => redis.client.hSet(keys.stock(id), 'available', String(pieces));

setFlagsFromString('--expose-gc');
const collectGarbage: unknown = runInNewContext('gc');

/** What the process keeps for good after clients have come and gone. */
async function keptAfter(comeAndGo: () => void): Promise<number> {
  async function usedAfter(times: number): Promise<number> {
    for (let i = 0; i < times; i++) {
      comeAndGo();
      if (i % BETWEEN_TURNS === 0) await turn();
    }
    await turn();
    if (typeof collectGarbage !== 'function') throw new Error('V8 gives no access to its garbage collector');
    collectGarbage();
    return process.memoryUsage().heapUsed;
  }
  // What is compiled and allocated once is in the first.
  const before = await usedAfter(COME_AND_GO);
  return (await usedAfter(COME_AND_GO)) - before;
}

describe('while Redis is away', () => {
  test('who follows is told so once, and who comes is told so first; all follow again once when it is back', async () => {
    const [product = ''] = await addProducts(1);
    const first = follow();
    await expectTold(first, 'following');
    await loseRedis();
    await expectTold(first, 'following', 'away');
    // Alone, with nothing to read: what it follows was read before.
    const later = [follow()];
    await tryAgain();
    later.push(follow([product]), follow([newId()]), follow());
    await tryAgain();
    for (const client of later) expect(client.told()).toEqual(['away']);
    expect(first.told()).toEqual(['following', 'away']);
    await redis.server.restart();
    await expectTold(first, 'following', 'away', 'following');
    for (const client of later) await expectTold(client, 'away', 'following');
    await waitUntil(() => redis.client.isReady, { what: 'the connection of the test' });
    await setStock(product, 5);
    await expectTold(first, 'following', 'away', 'following', 'product');
  });

  test('the first who comes is told so first', async () => {
    await loseRedis();
    const client = follow();
    expect(client.told()).toEqual(['away']);
    await redis.server.restart();
    await expectTold(client, 'away', 'following');
  });

  test('a Redis that stands still is away too', async () => {
    const first = follow();
    await expectTold(first, 'following');
    await redis.server.signal('SIGSTOP');
    const second = follow([newId()]);
    await expectTold(first, 'following', 'away');
    await expectTold(second, 'away');
    await redis.server.signal('SIGCONT');
    await expectTold(first, 'following', 'away', 'following');
    await expectTold(second, 'away', 'following');
  });

  test('no change after `following` is missed', async () => {
    const ids = await addProducts(PRODUCTS);
    await loseRedis();
    let writing: Promise<unknown> | undefined;
    const stocks = new Map<unknown, unknown>();
    const onEvent = ({ type, data }: ServerEvent) => {
      if (type === 'following') writing ??= Promise.all(ids.map((id) => setStock(id, 7)));
      if (type === 'product') stocks.set(JSON.stringify(data).slice(0, 50), data);
    };
    follow(undefined, onEvent);
    await redis.server.restart();
    await waitUntil(() => redis.client.isReady, { what: 'the connection of the test' });
    await waitUntil(() => stocks.size === PRODUCTS, { what: 'all changes to be told' });
    await writing;
  });

  test.each([
    ['some products', () => Array.from({ length: IDS_EACH }, newId)],
    ['all products', () => undefined],
  ])('who has followed %s and left leaves nothing behind', async (_, idsOf) => {
    const stays = [follow([newId()]), follow()];
    await loseRedis();
    const kept = await keptAfter(() => follow(idsOf()).leave());
    expect(kept).toBeLessThan(KEPT_BYTES_MAX);
    await redis.server.restart();
    for (const client of stays) await expectTold(client, 'away', 'following');
  });
});
