import { readSession, type Session, type Tokens } from '@stockade/auth';
import { newId, newIdBeside, type Keys, type TokenView } from '@stockade/contracts';
import type { Principal } from '@stockade/http';
import { loadScript, NotConfirmedError, oneOf, pairOf, type Confirmations, type Redis } from '@stockade/redis';
import type { User } from './users.js';

/** Sessions of one user at the same time; enough for an account that a whole company shares. */
export const SESSIONS_PER_USER_MAX = 1_000;

const openSession = loadScript(new URL('../src/lua/open-session.lua', import.meta.url), oneOf('opened', 'outdated'));
const rotateSession = loadScript(
  new URL('../src/lua/rotate-session.lua', import.meta.url),
  pairOf(oneOf('rotated', 'repeated', 'withheld', 'ended', 'reused')),
);
const closeSession = loadScript(new URL('../src/lua/close-session.lua', import.meta.url), oneOf('closed'));

interface Dependencies {
  redis: Redis;
  keys: Keys;
  confirmations: Pick<Confirmations, 'beside'>;
  tokens: Tokens;
  accessTtlS: number;
  sessionTtlS: number;
  /** How long a used refresh token gets the same successor again, in seconds; 0 for never. */
  refreshGraceS: number;
}

export interface Sessions {
  /** Opens a session for a user whose password was just checked; null when the password was changed meanwhile. */
  open(user: User): Promise<TokenView | null>;
  /**
   * Returns new tokens for a valid refresh token, or null. A token that was used within the grace time gets the same
   * successor again; one that was used earlier ends its session. While the replicas confirm nothing, it rejects with a
   * NotConfirmedError and does not trade a valid token in: the grace time could end before the client may be told the successor.
   */
  refresh(refreshToken: string): Promise<TokenView | null>;
  /** Names the session of a refresh token, and with it its partition; undefined for a token that we did not sign. */
  besideWhat(refreshToken: string): { id: string } | undefined;
  /** Ends the session, if it exists: from now on every service refuses its tokens. */
  close(principal: Principal): Promise<void>;
}

/** Opens, refreshes and closes sessions. A session is a key in Redis that expires when it is not refreshed. */
export function makeSessions(dependencies: Dependencies): Sessions {
  const { redis, keys, confirmations, tokens, accessTtlS, sessionTtlS, refreshGraceS } = dependencies;

  function issue(sid: string, { user_id: sub, role }: Pick<Session, 'user_id' | 'role'>, jti: string): TokenView {
    return {
      access_token: tokens.access.sign({ sub, sid, role }, accessTtlS),
      token_type: 'bearer',
      expires_in: accessTtlS,
      refresh_token: tokens.refresh.sign({ sub, sid, jti }, sessionTtlS),
    };
  }

  return {
    async open({ user_id, role, password_hash }) {
      const sid = newIdBeside(user_id);
      const session: Session = { user_id, role, refresh_id: newId() };
      const word = await openSession.run(
        redis,
        [keys.session(sid), keys.sessionsOfUser(user_id), keys.user(user_id)],
        [JSON.stringify(session), String(sessionTtlS), password_hash, String(SESSIONS_PER_USER_MAX)],
      );
      return word === 'opened' ? issue(sid, session, session.refresh_id) : null;
    },

    async refresh(refreshToken) {
      const claims = tokens.refresh.verify(refreshToken);
      if (claims === null) return null;
      const [session, trouble] = await Promise.all([
        readSession(redis, keys, claims.sid),
        confirmations.beside(keys.of(claims.sid).orders).trouble(),
      ]);
      if (session === null || session.user_id !== claims.sub) return null;
      const [word, successorId] = await rotateSession.run(
        redis,
        [keys.session(claims.sid), keys.sessionsOfUser(claims.sub)],
        [claims.jti, newId(), String(sessionTtlS), String(refreshGraceS), trouble === null ? '1' : '0'],
      );
      if (word === 'ended' || word === 'reused') return null;
      if (trouble !== null) throw new NotConfirmedError(trouble);
      return issue(claims.sid, session, successorId);
    },

    besideWhat(refreshToken) {
      const claims = tokens.refresh.verify(refreshToken);
      return claims === null ? undefined : { id: claims.sid };
    },

    async close({ sessionId, userId }) {
      await closeSession.run(redis, [keys.session(sessionId), keys.sessionsOfUser(userId)], []);
    },
  };
}
