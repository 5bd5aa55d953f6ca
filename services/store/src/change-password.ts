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

/** `wrong`: the current password is another. `session-ended`: nobody is logged in any more. */
export type ChangePassword = (
  principal: Principal,
  request: ChangePasswordRequest,
  address: string,
) => Promise<'changed' | 'wrong' | 'session-ended'>;

/**
 * Changes the password of whoever is logged in, and ends his other sessions.
 *
 * A change that was answered 503 may have happened. Then the current password is not the one that is sent again, and
 * the new one is: what was asked for is so. That look is a guess at a password too, and counts as one.
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
    // Another change came first: this very one, when it was sent twice.
    return (await isChangedAlready(user, new_password, address)) ? 'changed' : 'wrong';
  };
}
