import { newId, type Keys, type TokenView } from '@stockade/contracts';
import { loadScript, oneOf, type Redis } from '@stockade/redis';
import { readSession, type Principal, type Session, type Tokens } from '@stockade/service-kit';
import type { User } from './users.js';

const rotateSession = loadScript(
  new URL('../src/lua/rotate-session.lua', import.meta.url),
  oneOf('rotated', 'ended', 'reused'),
);

interface Dependencies {
  redis: Redis;
  keys: Keys;
  tokens: Tokens;
  accessTtlS: number;
  sessionTtlS: number;
}

export interface Sessions {
  open(user: User): Promise<TokenView>;
  /** New tokens for a good refresh token, or null. A token that was used before ends its session. */
  refresh(refreshToken: string): Promise<TokenView | null>;
  /** Ends the session: every service refuses its tokens from now on. */
  close(principal: Principal): Promise<void>;
}

/** Logins. A session lives in Redis and ends by itself when it is not refreshed for its lifetime. */
export function makeSessions({ redis, keys, tokens, accessTtlS, sessionTtlS }: Dependencies): Sessions {
  function issue(sid: string, { user_id: sub, role }: Pick<Session, 'user_id' | 'role'>, jti: string): TokenView {
    return {
      access_token: tokens.access.sign({ sub, sid, role }, accessTtlS),
      token_type: 'bearer',
      expires_in: accessTtlS,
      refresh_token: tokens.refresh.sign({ sub, sid, jti }, sessionTtlS),
    };
  }

  return {
    async open({ user_id, role }) {
      const sid = newId();
      const session: Session = { user_id, role, refresh_id: newId() };
      await redis.set(keys.session(sid), JSON.stringify(session), { expiration: { type: 'EX', value: sessionTtlS } });
      return issue(sid, session, session.refresh_id);
    },

    async refresh(refreshToken) {
      const claims = tokens.refresh.verify(refreshToken);
      if (claims === null) return null;
      const session = await readSession(redis, keys, claims.sid);
      if (session === null || session.user_id !== claims.sub) return null;
      const nextId = newId();
      const word = await rotateSession.run(
        redis,
        [keys.session(claims.sid)],
        [claims.jti, nextId, String(sessionTtlS)],
      );
      return word === 'rotated' ? issue(claims.sid, session, nextId) : null;
    },

    async close({ sessionId }) {
      await redis.del(keys.session(sessionId));
    },
  };
}
