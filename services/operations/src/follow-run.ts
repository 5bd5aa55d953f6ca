import { setTimeout as after } from 'node:timers/promises';
import { readSession } from '@stockade/auth';
import type { Keys } from '@stockade/contracts';
import type { LiveRoom, LiveUpdates, Principal } from '@stockade/http';
import { isUnavailable, type Redis } from '@stockade/redis';

/** How often the progress of a job or an audit is read. */
const LOOK_INTERVAL_MS = 500;

/** What a client is sent about a job or an audit. */
export interface Told {
  /** Differs for each state that is worth sending. */
  id: string;
  data: unknown;
  /** Whether nothing more will come. */
  isOver: boolean;
}

interface Viewer extends Principal {
  address: string;
}

/** Starts live updates of a job or an audit: its progress now, and then after each change, until it is over. */
export type FollowRun = (viewer: Viewer, begin: () => LiveUpdates, look: () => Promise<Told | null>) => void;

interface Dependencies {
  redis: Redis;
  keys: Keys;
  room: LiveRoom;
  onError: (error: unknown) => void;
}

/**
 * Reads the progress from Redis and not from the process at work, so that any process of the service can send it, even after that one
 * is gone. While Redis is away nothing is sent. The stream ends with the session of the viewer.
 */
export function makeFollowRun({ redis, keys, room, onError }: Dependencies): FollowRun {
  async function follow({ userId, sessionId }: Viewer, stream: LiveUpdates, look: () => Promise<Told | null>) {
    let told: string | null = null;
    while (!stream.closed.aborted) {
      try {
        const [session, now] = await Promise.all([readSession(redis, keys, sessionId), look()]);
        if (session?.user_id !== userId || now === null) break;
        if (now.id !== told) stream.send({ id: now.id, type: 'progress', data: now.data });
        told = now.id;
        if (now.isOver) break;
      } catch (error) {
        if (!isUnavailable(error)) throw error;
      }
      await after(LOOK_INTERVAL_MS, undefined, { signal: stream.closed }).catch(() => 'gone');
    }
    stream.end();
  }

  return (viewer, begin, look) => {
    const stream = room.admit(viewer, begin);
    follow(viewer, stream, look).catch((error: unknown) => {
      onError(error);
      stream.end();
    });
  };
}
