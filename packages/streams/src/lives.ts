import { loadScript, oneOf, settlesWithin } from '@stockade/redis';
import { livesOf, type Subscription } from './types.js';

const noteLife = loadScript(new URL('../src/lua/note-life.lua', import.meta.url), oneOf('own', 'other', 'none'));
const leaveGroup = loadScript(new URL('../src/lua/leave-group.lua', import.meta.url), oneOf('left', 'stays'));

/**
 * After a restart the life of the predecessor is still there, and a failover may bring it back once; only a living twin writes its
 * own again and again. As many looks without one end the alarm.
 */
const LOOKS_IN_A_ROW = 2;
/** A stop does not wait longer for a Redis that does not answer; others then remove the consumer after its silence. */
const LEAVE_MAX_MS = 250;

/**
 * Returns a function that looks for a twin: another living process under the name of this consumer. The fence keeps the entries of
 * both safe, but they are slow. To be called at every housekeeping.
 */
export function makeLookForTwin({ redis, stream, group, consumer, life, signals }: Subscription<unknown>) {
  let hasWritten = false;
  let hasTwin = false;
  /** Looks in a row that contradict `hasTwin`. */
  let against = 0;

  return async (): Promise<void> => {
    const found = await noteLife.run(redis, [stream, livesOf(stream)], [group, consumer, life]);
    const isOther = hasWritten && found === 'other';
    hasWritten = true;
    against = isOther === hasTwin ? 0 : against + 1;
    if (against < LOOKS_IN_A_ROW) return;
    hasTwin = isOther;
    against = 0;
    signals.emit('twin', { stream, consumer, lives: hasTwin });
  };
}

/** Takes the consumer out of its group if it holds nothing, so that names of processes that are gone do not pile up. Never rejects. */
export async function leave({ redis, stream, group, consumer, life }: Subscription<unknown>): Promise<void> {
  await settlesWithin(leaveGroup.run(redis, [stream, livesOf(stream)], [group, consumer, life]), LEAVE_MAX_MS);
}
