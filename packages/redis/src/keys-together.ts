import type { Redis } from './client.js';
import { hashSlotOf } from './hash-slot.js';
import { nodesOf } from './routing.js';

/**
 * Which keys one script may be called with together, by their places in the list: all of them, or those of the same slot where the
 * client is one to a cluster.
 */
export function keysTogether(redis: Redis, keys: readonly string[]): readonly (readonly number[])[] {
  if (nodesOf(redis)[0] === redis) return [[...keys.keys()]];
  const bySlot = new Map<number, number[]>();
  for (const [place, key] of keys.entries()) {
    const slot = hashSlotOf(key);
    bySlot.set(slot, [...(bySlot.get(slot) ?? []), place]);
  }
  return [...bySlot.values()];
}
