import { allFlows, type Keys } from '@stockade/contracts';
import type { ServiceName } from '@stockade/local';
import type { Redis } from '@stockade/redis';

const ENTRIES_MAX = 1_000;

/** An entry that was delivered and is not settled. */
export interface Held {
  stream: string;
  group: string;
  id: string;
  deliveries: number;
}

/** The name under which a replica of a service of the stack consumes. */
export const consumerOf = (service: ServiceName, replica: number): string => `${service}-${replica}`;

/** What a consumer has in its hand: delivered to it, and not acknowledged. */
export async function heldBy(redis: Redis, keys: Keys, consumer: string): Promise<Held[]> {
  const looks = allFlows(keys).flatMap(({ stream, readers }) =>
    readers.map(async (group) => {
      const pending = await redis.xPendingRange(stream, group, '-', '+', ENTRIES_MAX, { consumer });
      return pending.map(({ id, deliveriesCounter: deliveries }) => ({ stream, group, id, deliveries }));
    }),
  );
  return (await Promise.all(looks)).flat();
}

/** Who holds an entry now, and its how manieth delivery that is; undefined when nobody does. */
export async function holderOf(
  redis: Redis,
  { stream, group, id }: Pick<Held, 'stream' | 'group' | 'id'>,
): Promise<{ consumer: string; deliveries: number } | undefined> {
  const [pending] = await redis.xPendingRange(stream, group, id, id, 1);
  return pending && { consumer: pending.consumer, deliveries: pending.deliveriesCounter };
}
