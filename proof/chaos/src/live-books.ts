import { open } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { allFlows, type Keys } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import type { Shop } from '@stockade/stage';

const LOOK_INTERVAL_MS = 500;
const CHUNK_BYTES = 65_536;
const LINE_END = 0x0a;

/** What is, as far as it can be counted while all moves: what was told is beside it. */
export interface Books {
  /** Orders that exist. */
  orders: number;
  /** Orders that the payment provider has charged, and those whose money it has given back. */
  charged: number;
  given_back: number;
  /** Of all products, in pieces. */
  reserved: number;
  available: number;
  /** Of the product that has the least. */
  least: number;
  /** Entries in hand or not read, in all streams. */
  pending: number;
}

interface Looked {
  redis: Redis;
  keys: Keys;
  shop: Shop;
  ledgerFile: string;
}

/** Looks again and again, and tells what it sees; nothing while Redis is away. Answers a function that ends it. */
export function watchBooks(
  { redis, keys, shop, ledgerFile }: Looked,
  tell: (books: Books) => void,
): () => Promise<void> {
  const stopping = new AbortController();
  const readMoney = makeMoneyReader(ledgerFile);

  async function look(): Promise<Books> {
    const [orders, stock, pending, money] = await Promise.all([
      Promise.all(keys.partitions.map((partition) => redis.zCard(partition.orders))),
      sumStock(redis, keys, shop),
      countPending(redis, keys),
      readMoney(),
    ]);
    return { orders: sum(orders), ...stock, pending, ...money };
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await look().then(tell, () => 'Redis is away');
      await pause(LOOK_INTERVAL_MS, undefined, { signal: stopping.signal }).catch(() => 'over');
    }
  }

  const running = run();
  return () => {
    stopping.abort();
    return running;
  };
}

async function sumStock(
  redis: Redis,
  keys: Keys,
  { productIds }: Shop,
): Promise<Pick<Books, 'reserved' | 'available' | 'least'>> {
  const each = await Promise.all(
    productIds.map(async (id) => {
      const places = await Promise.all(
        keys.stocks.map(({ stock }) => redis.hmGet(stock(id), ['available', 'reserved'])),
      );
      const of = (i: number) => sum(places.map((place) => Number(place[i] ?? 0)));
      return { available: of(0), reserved: of(1) };
    }),
  );
  return {
    reserved: sum(each.map(({ reserved }) => reserved)),
    available: sum(each.map(({ available }) => available)),
    least: Math.min(...each.map(({ available }) => available)),
  };
}

async function countPending(redis: Redis, keys: Keys): Promise<number> {
  const counts = allFlows(keys).map(async ({ stream, readers }) => {
    const groups = (await redis.exists(stream)) === 1 ? await redis.xInfoGroups(stream) : [];
    return sum(
      groups
        .filter(({ name }) => readers.some((reader) => reader === name))
        .map(({ pending, lag }) => pending + (lag ?? 0)),
    );
  });
  return sum(await Promise.all(counts));
}

/** Reads on in the provider's ledger: a whole line stays, and half a line is cut off when the provider starts again. */
function makeMoneyReader(path: string): () => Promise<Pick<Books, 'charged' | 'given_back'>> {
  let offset = 0;
  const counted = { charged: 0, given_back: 0 };
  return async () => {
    const file = await open(path);
    try {
      for (;;) {
        const { bytesRead, buffer } = await file.read(Buffer.alloc(CHUNK_BYTES), 0, CHUNK_BYTES, offset);
        const wholeBytes = buffer.subarray(0, bytesRead).lastIndexOf(LINE_END) + 1;
        if (wholeBytes === 0) return { ...counted };
        offset += wholeBytes;
        for (const line of buffer.toString('utf8', 0, wholeBytes).split('\n')) {
          if (line.includes('"outcome":"approved"')) counted.charged += 1;
          if (line.includes('"did":"refund"')) counted.given_back += 1;
        }
      }
    } finally {
      await file.close();
    }
  };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
