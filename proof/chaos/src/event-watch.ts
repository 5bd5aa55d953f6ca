import { setTimeout as pause } from 'node:timers/promises';
import { allFlows, type Keys } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';

/** Entries are trimmed some seconds after they were acknowledged. */
const LOOK_INTERVAL_MS = 100;
const PAGE = 1_000;

/** Looks at every entry of all streams; answers a function that ends it and says which orders were announced more than once, by stream. */
export function watchEvents(redis: Redis, keys: Keys): () => Promise<Map<string, string[]>> {
  const stopping = new AbortController();
  const tails = allFlows(keys).map(({ stream }) => ({ stream, from: '-', entries: new Map<string, number>() }));

  async function look(tail: (typeof tails)[number]): Promise<void> {
    for (;;) {
      const page = (await redis.xRange(tail.stream, tail.from, '+', { COUNT: PAGE })) ?? [];
      for (const { message } of page) {
        const subject = message['poison'] === undefined ? message['subject'] : undefined;
        if (subject !== undefined) tail.entries.set(subject, (tail.entries.get(subject) ?? 0) + 1);
      }
      const last = page.at(-1);
      if (last !== undefined) tail.from = `(${last.id}`;
      if (page.length < PAGE) return;
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await Promise.all(tails.map(look)).catch(() => 'Redis is away');
      await pause(LOOK_INTERVAL_MS);
    }
  }

  const running = run();
  return async () => {
    stopping.abort();
    await running;
    return new Map(
      tails.map(({ stream, entries }) => [stream, [...entries].flatMap(([id, times]) => (times > 1 ? [id] : []))]),
    );
  };
}
