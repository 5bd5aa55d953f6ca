import { connectInBackground, isReply, settlesWithin, whenReady, type Redis } from '@stockade/redis';
import type { Entry, Subscription } from './types.js';

export interface Reader {
  /** Reads at most `count` new entries; waits up to `blockMs` for the first. */
  read(count: number, blockMs: number): Promise<Entry[]>;
  close(): void;
}

/**
 * Reads new entries over a connection of its own, because a blocking read blocks every later command on the same
 * socket. A socket can die silently (a frozen host, a dropped NAT entry), and then the read never settles; a watchdog
 * gives it up and replaces the connection.
 */
export function makeReader<Event>(
  subscription: Subscription<Event>,
  connect: () => Redis,
  stopping: AbortSignal,
): Reader {
  const { stream, group, consumer, bounds, signals } = subscription;
  let connection = open();

  function open(): Redis {
    const opened = connect();
    connectInBackground(opened);
    return opened;
  }

  async function read(count: number, blockMs: number): Promise<Entry[]> {
    if (!connection.isReady)
      await whenReady(connection, AbortSignal.any([stopping, AbortSignal.timeout(bounds.readGraceMs)]));
    const reply = connection.xReadGroup(group, consumer, { key: stream, id: '>' }, { COUNT: count, BLOCK: blockMs });
    if (await settlesWithin(reply, blockMs + bounds.readGraceMs))
      return (await reply)?.flatMap(({ messages }) => messages.map(toEntry)) ?? [];

    signals.emit('stalled', { stream });
    connection.destroy();
    connection = open();
    throw new Error(`a read of ${stream} did not return within ${bounds.readGraceMs} ms after its block time`);
  }

  return { read, close: () => connection.destroy() };
}

function toEntry({ id, message }: { id: string; message: Record<string, string> }): Entry {
  return { id, fields: message, deliveries: 1 };
}

/**
 * Creates the group, and the stream with it, if it is missing. From `0` and never from `$`, so that events announced
 * before the first consumer started, or after a group was lost, are delivered too.
 */
export async function ensureGroup({ redis, stream, group, signals }: Subscription<unknown>): Promise<void> {
  try {
    await redis.xGroupCreate(stream, group, '0', { MKSTREAM: true });
    signals.emit('groupCreated', { stream, group });
  } catch (error) {
    if (!isReply(error, 'BUSYGROUP')) throw error;
  }
}
