import { firstTrouble, redisTroubles, type HealthChecks } from '@stockade/http';
import type { Tracked } from '@stockade/redis';
import type { ServiceConsumer } from './service-consumer.js';
import type { ServiceRedis } from './service-redis.js';
import type { Shutdown } from './shutdown.js';

/** What a ready service needs, in the sequence in which it is shown. */
export function makeChecks(
  { trouble, tracked }: ServiceRedis,
  consumer: ServiceConsumer | null,
  own: HealthChecks | undefined,
  shutdown: Shutdown,
): HealthChecks {
  return {
    redis: trouble,
    ...(tracked.length > 0 && { cache: () => troubleOfAny(tracked) }),
    ...(consumer !== null && { consumer: consumer.trouble }),
    ...own,
    process: shutdown.trouble,
  };
}

/** What is wrong with the first of the connections that is in trouble with every primary, or null. */
async function troubleOfAny(connections: readonly Tracked[]): Promise<string | null> {
  const troubles = await Promise.all(connections.map(({ redis }) => redisTroubles(redis)));
  return firstTrouble(troubles.map((ofPrimaries) => (ofPrimaries.includes(null) ? null : firstTrouble(ofPrimaries))));
}
