import type { LoginThrottle } from '@stockade/auth';
import type { ChangePasswordRequest, Keys } from '@stockade/contracts';
import type { Principal } from '@stockade/http';
import { loadScript, oneOf, type Redis } from '@stockade/redis';
import { hashPassword, verifyPassword } from './passwords.js';
import type { User, Users } from './users.js';

const changePasswordScript = loadScript(
  new URL('../src/lua/change-password.lua', import.meta.url),
  oneOf('changed', 'outdated', 'session-ended'),
);

interface Dependencies {
  redis: Redis;
  keys: Keys;
  users: Users;
  loginThrottle: LoginThrottle;
}

/** `wrong`: the current password does not match. `session-ended`: the session has ended meanwhile. */
export type ChangePassword = (
  principal: Principal,
  request: ChangePasswordRequest,
  address: string,
) => Promise<'changed' | 'wrong' | 'session-ended'>;

/**
 * Changes the password of the user who is logged in, and ends the user's other sessions.
 *
 * A change that was answered 503 may have happened. When it is repeated, the current password no longer matches but the
 * new one does, and the answer is `changed`. That check is a password attempt too, and counts as one.
 */
export function makeChangePassword({ redis, keys, users, loginThrottle }: Dependencies): ChangePassword {
  async function isChangedAlready({ user_id, email }: User, newPassword: string, address: string): Promise<boolean> {
    const attempt = await loginThrottle.admit(email, address);
    const user = await users.find(user_id);
    const matches = user !== null && (await verifyPassword(user.password_hash, newPassword));
    if (matches) await attempt.succeeded();
    return matches;
  }

  return async ({ userId, sessionId }, { current_password, new_password }, address) => {
    const user = await users.find(userId);
    if (user === null) return 'session-ended';
    const attempt = await loginThrottle.admit(user.email, address);
    if (!(await verifyPassword(user.password_hash, current_password)))
      return (await isChangedAlready(user, new_password, address)) ? 'changed' : 'wrong';
    const newHash = await hashPassword(new_password);
    const [word] = await Promise.all([
      changePasswordScript.run(
        redis,
        [keys.user(userId), keys.sessionsOfUser(userId), keys.session(sessionId)],
        [user.password_hash, newHash],
      ),
      attempt.succeeded(),
    ]);
    if (word !== 'outdated') return word;
    // Another change came first, perhaps this very one sent twice.
    return (await isChangedAlready(user, new_password, address)) ? 'changed' : 'wrong';
  };
}
