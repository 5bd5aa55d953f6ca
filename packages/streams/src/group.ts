import { isReply } from '@stockade/redis';
import type { Subscription } from './subscription.js';

/**
 * Creates the group where it is missing, and the stream with it. From `0` and never from `$`: events that were
 * announced before the first consumer came up, or after a group was lost, are delivered too.
 */
export async function ensureGroup({ redis, stream, group, signals }: Subscription<unknown>): Promise<void> {
  try {
    await redis.xGroupCreate(stream, group, '0', { MKSTREAM: true });
    signals.emit('groupCreated', { stream, group });
  } catch (error) {
    if (!isReply(error, 'BUSYGROUP')) throw error;
  }
}
