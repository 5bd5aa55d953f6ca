import { loadScript } from '@stockade/redis';
import type { Subscription } from './subscription.js';

const renewEntries = loadScript(new URL('../src/lua/renew-entries.lua', import.meta.url), Number);

/**
 * Tells the group that this consumer lives and holds these entries. Those that wait for a retry have come back from
 * their handler, so their deliveries count no more towards the dead letters.
 */
export async function renew<Event>(
  { redis, stream, group, consumer }: Subscription<Event>,
  state: 'working' | 'waiting',
  ids: readonly string[],
): Promise<void> {
  if (ids.length > 0) await renewEntries.run(redis, [stream], [group, consumer, state, ...ids]);
}
