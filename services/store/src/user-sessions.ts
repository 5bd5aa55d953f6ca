import { timeOfId, toIso, type Keys, type SessionView } from '@stockade/contracts';
import type { Principal } from '@stockade/http';
import { loadScript, oneOf, type Redis } from '@stockade/redis';

/** Characters of the id that the key of a session ends with. */
const ID_LENGTH = 36;

const endSessions = loadScript(new URL('../src/lua/end-sessions.lua', import.meta.url), oneOf('ended'));

/** All sessions of one user, for admins. */
export interface UserSessions {
  /** Lists them, the latest login first, and says which of them is the one that asks. */
  list(userId: string, asking: Principal): Promise<SessionView[]>;
  /** Ends them; there may be none. From now on every service refuses their tokens. */
  end(userId: string): Promise<void>;
}

export function makeUserSessions(redis: Redis, keys: Keys): UserSessions {
  return {
    async list(userId, asking) {
      const index = keys.sessionsOfUser(userId);
      const sessions = await redis.zRangeWithScores(index, `(${Date.now()}`, '+inf', { BY: 'SCORE' });
      return sessions
        .map(({ value, score }) => ({ sessionId: value.slice(-ID_LENGTH), expiresAt: score }))
        .toSorted((one, other) => (one.sessionId < other.sessionId ? 1 : -1))
        .map(({ sessionId, expiresAt }) => ({
          started_at: toIso(timeOfId(sessionId)),
          expires_at: toIso(expiresAt),
          current: sessionId === asking.sessionId,
        }));
    },
    async end(userId) {
      await endSessions.run(redis, [keys.sessionsOfUser(userId)], []);
    },
  };
}
