import type { Event, EventKind, Flow } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import type { Delivery, Handler } from '@stockade/streams';

const CONSUMER = 'model';

/** A stream in the hands of a test: entries are named by their place in the stream, from 0. */
export function makeStream<Data>(
  redis: Redis,
  { stream, event: { decode }, readers: [group] }: Flow<EventKind<Data>>,
  handler: Handler<Event<Data>>,
) {
  const deliveries: Delivery<Event<Data>>[] = [];

  async function look(): Promise<void> {
    const entries = await redis.xRange(stream, '-', '+');
    for (const { id, message } of (entries ?? []).slice(deliveries.length))
      deliveries.push({ stream, id, deliveries: 1, event: decode(message) });
  }

  return {
    createGroup: () => redis.xGroupCreate(stream, group, '0', { MKSTREAM: true }),
    async recreateGroup() {
      await redis.xGroupDestroy(stream, group);
      await redis.xGroupCreate(stream, group, '0');
    },
    async read(count: number): Promise<void> {
      await redis.xReadGroup(group, CONSUMER, { key: stream, id: '>' }, { COUNT: count });
    },
    async repeat(entry: number): Promise<void> {
      const found = (await redis.xRange(stream, '-', '+'))?.[entry];
      if (found) await redis.xAdd(stream, '*', found.message);
    },
    async handle(entries: readonly number[]): Promise<void> {
      await look();
      const batch = entries.flatMap((entry) => deliveries[entry] ?? []);
      const { signal } = new AbortController();
      if (batch.length === 0) return;
      if (handler.kind === 'batch') await handler.handle(batch, signal);
      else await Promise.all(batch.map((delivery) => handler.handle(delivery, signal)));
    },
    async all() {
      await look();
      return deliveries;
    },
    async state(): Promise<{ length: number; pending: number }> {
      const [length, pending] = await Promise.all([redis.xLen(stream), redis.xPending(stream, group)]);
      return { length, pending: pending.pending };
    },
  };
}
