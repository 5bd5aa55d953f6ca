import type { StreamOverview } from '@stockade/client';
import { CONSUMER_MIN_IDLE_MS_DEFAULT } from '@stockade/contracts/limits';

type Group = StreamOverview['groups'][number];
type Consumer = Group['consumers'][number];

/** A consumer asks for entries every second. One that was silent for as long as this is gone: others take its entries. */
export const isGone = ({ idle_ms }: Pick<Consumer, 'idle_ms'>): boolean => idle_ms > CONSUMER_MIN_IDLE_MS_DEFAULT;

/** What is wrong with a group, in a sentence; null while nothing is. */
export function troubleOf({ declared, exists, consumers }: Group): string | null {
  if (!declared) return 'Not declared: entries that it has not read may be trimmed.';
  if (!exists) return 'Nobody consumes this: the group is not there. The next consumer makes it.';
  if (consumers.every(isGone)) return 'Nobody consumes this: no consumer of the group has asked for entries of late.';
  return null;
}
