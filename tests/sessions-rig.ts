import { beforeEach } from '@jest/globals';
import { makeTokens } from '@stockade/auth';
import { makeKeys } from '@stockade/contracts';
import type { Principal } from '@stockade/http';
import { NO_CONFIRMATIONS, type Confirmations, type Redis } from '@stockade/redis';
import { usePrivateRedis } from '@stockade/testing';
import { makeSessions } from '../services/store/src/sessions.js';
import { makeUsers, type User } from '../services/store/src/users.js';

export const GRACE_S = 30;
export const PASSWORD = 'correct horse';

/** The users and sessions of a store on a Redis of the test file, which before each test has Ann and nothing else. */
export function useSessions() {
  const server = usePrivateRedis({ appendfsync: 'everysec' });
  const keys = makeKeys();
  const tokens = makeTokens('a secret of more than thirty-two bytes');
  const redis = (): Redis => server.client;
  const users = () => makeUsers(redis(), keys);
  const sessions = (refreshGraceS = GRACE_S, confirmations: Confirmations = NO_CONFIRMATIONS) =>
    makeSessions({ redis: redis(), keys, confirmations, tokens, accessTtlS: 60, sessionTtlS: 600, refreshGraceS });
  let ann: User;

  async function register(email: string): Promise<User> {
    const user = await users().register({ email, password: PASSWORD }, 'customer');
    if (user === null) throw new Error(`${email} is taken`);
    return user;
  }

  beforeEach(async () => {
    await server.flush();
    ann = await register('ann@example.org');
  });

  /** A session of Ann's: its refresh token, and who is logged in by it. */
  async function open() {
    const opened = await sessions().open(ann);
    const claims = tokens.access.verify(opened?.access_token ?? '');
    if (opened === null || claims === null) throw new Error('no session was opened');
    const principal: Principal = { userId: claims.sub, role: claims.role, sessionId: claims.sid };
    return { refreshToken: opened.refresh_token, principal };
  }
  const isOpen = async ({ sessionId }: Principal) => (await redis().exists(keys.session(sessionId))) === 1;

  return { server, keys, tokens, redis, users, sessions, ann: () => ann, register, open, isOpen };
}
