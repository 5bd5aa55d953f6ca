import { readSession } from '@stockade/auth';
import type { Keys } from '@stockade/contracts';
import type { LiveRoom, LiveUpdates, Principal } from '@stockade/http';
import type { Redis } from '@stockade/redis';
import type { Lab } from './lab.js';

/** So many times a second at most. */
const TELL_INTERVAL_MS = 200;
const SESSION_CHECK_INTERVAL_MS = 2_000;

interface Followed {
  redis: Redis;
  keys: Keys;
  room: LiveRoom;
  lab: Lab;
}

export type FollowLab = (viewer: Principal & { address: string }, begin: () => LiveUpdates) => void;

/** Tells the last run whenever it has got on, and the next one when it begins, until the client leaves or its session ends. */
export function makeFollowLab({ redis, keys, room, lab }: Followed): FollowLab {
  return ({ userId, sessionId, address }, begin) => {
    const stream = room.admit({ userId, address }, begin);
    if (stream.closed.aborted) return;
    let isDue = true;
    const tell = () => {
      const run = lab.last();
      if (!isDue || run === null) return;
      isDue = false;
      stream.send({ id: run.run_id, type: 'run', data: run });
    };
    const ends = lab.onChange(() => (isDue = true));
    const telling = setInterval(tell, TELL_INTERVAL_MS);
    const checking = setInterval(() => {
      // While Redis is away nobody is logged out.
      readSession(redis, keys, sessionId).then(
        (session) => session?.user_id === userId || stream.end(),
        () => 'not known',
      );
    }, SESSION_CHECK_INTERVAL_MS);
    stream.closed.addEventListener('abort', () => {
      clearInterval(telling);
      clearInterval(checking);
      ends();
    });
    tell();
  };
}
