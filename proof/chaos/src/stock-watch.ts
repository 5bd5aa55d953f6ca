import { setTimeout as pause } from 'node:timers/promises';
import type { Keys } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import type { Shop } from '@stockade/stage';

/** For each place where stock can lie, so that looking takes no more of Redis where there are many. */
const SAMPLE_INTERVAL_MS = 20;

/** What was seen of the stock while it was fought over. */
export interface StockSamples {
  count: number;
  /** The least stock that was ever seen of any product, in pieces. */
  least: number;
  /** Products of which nothing was left at some time. */
  soldOut: number;
}

/** Looks at the stock of all products again and again; answers a function that ends it and says what was seen. */
export function watchStock(redis: Redis, keys: Keys, shop: Shop): () => Promise<StockSamples> {
  const samples: StockSamples = { count: 0, least: Infinity, soldOut: 0 };
  const soldOut = new Set<string>();
  const stopping = new AbortController();

  async function sample(): Promise<void> {
    const names = shop.productIds.flatMap((id) => keys.stocks.map(({ stock }) => stock(id)));
    const stocks = await Promise.all(names.map((name) => redis.hGet(name, 'available')));
    for (const [i, available] of stocks.entries()) {
      if (available === null) continue;
      samples.least = Math.min(samples.least, Number(available));
      if (Number(available) === 0) soldOut.add(names[i] ?? '');
    }
    samples.soldOut = soldOut.size;
    samples.count += 1;
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await sample().catch(() => 'Redis is away');
      await pause(SAMPLE_INTERVAL_MS * keys.stocks.length);
    }
  }

  const running = run();
  return async () => {
    stopping.abort();
    await running;
    return samples;
  };
}
