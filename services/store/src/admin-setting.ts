import type { Keys } from '@stockade/contracts';
import { loadScript, oneOf, type Redis } from '@stockade/redis';
import type { Logger } from '@stockade/service';
import type { StoreConfig } from './config.js';
import { hashPassword, verifyPassword } from './passwords.js';
import type { Users } from './users.js';

const applyScript = loadScript(
  new URL('../src/lua/apply-admin-setting.lua', import.meta.url),
  oneOf('applied', 'outdated'),
);

interface Dependencies {
  redis: Redis;
  keys: Keys;
  users: Users;
  config: Pick<StoreConfig, 'ADMIN_EMAIL' | 'ADMIN_PASSWORD'>;
}

/**
 * `made`, `changed`: the admin has the password of the setting now. `kept`: he had it. `own-password`: he has chosen
 * another one since. `customer`: the account is a customer's. `not-set`: there is no setting, and no admin; `not-needed`:
 * there is no setting, and an admin.
 */
type Outcome = 'made' | 'changed' | 'kept' | 'own-password' | 'customer' | 'not-set' | 'not-needed';

/**
 * Sees to it that there is the admin of ADMIN_EMAIL and ADMIN_PASSWORD.
 *
 * - There is no such account: it is made.
 * - There is, and the setting is another than the one that was applied last: the setting wins, and the admin's sessions
 *   end. That is what somebody expects who replaces a leaked password. A password that the admin has chosen since stays as
 *   long as the setting does, so the last setting is remembered (as a hash) besides the password.
 * - The account is a customer's: it is left alone. Nobody becomes admin by having registered an address first.
 *
 * Replicas that start together come to the same: the script applies a setting only on top of the one that was compared.
 */
export async function applyAdminSetting(dependencies: Dependencies): Promise<Outcome> {
  const { redis, keys, users, config } = dependencies;
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = config;
  if (email === undefined || password === undefined)
    return (await redis.hLen(keys.admins)) === 0 ? 'not-set' : 'not-needed';

  const made = await users.register({ email, password, name: 'Admin' }, 'admin');
  if (made !== null) {
    await Promise.all([redis.hSetNX(keys.admins, made.user_id, made.password_hash), users.answered(email)]);
    return 'made';
  }
  const user = await users.findByEmail(email);
  if (user === null) throw new Error(`the user with the email ${email} cannot be read`);
  if (user.role !== 'admin') return 'customer';

  // An admin of a version that did not remember its setting has the password of that setting.
  const applied = (await redis.hGet(keys.admins, user.user_id)) ?? user.password_hash;
  if (await verifyPassword(applied, password)) {
    await redis.hSetNX(keys.admins, user.user_id, applied);
    return user.password_hash === applied ? 'kept' : 'own-password';
  }
  const word = await applyScript.run(
    redis,
    [keys.user(user.user_id), keys.sessionsOfUser(user.user_id), keys.admins],
    [user.user_id, applied, await hashPassword(password)],
  );
  return word === 'applied' ? 'changed' : applyAdminSetting(dependencies);
}

/** Says in the log what has become of the setting. */
export function tellAdminSetting(logger: Logger, outcome: Outcome, email = ''): void {
  switch (outcome) {
    case 'made':
      return logger.info(`made the admin ${email}`);
    case 'changed':
      return logger.warn(`ADMIN_PASSWORD was changed: the admin ${email} has it now, and his sessions have ended`);
    case 'own-password':
      return logger.info(`the admin ${email} has changed his password: it is not that of ADMIN_PASSWORD`);
    case 'customer':
      return logger.error(
        `there is no admin ${email}: ADMIN_EMAIL is the address of a customer, who was not made an admin; set another`,
      );
    case 'not-set':
      return logger.warn('there is no admin: set ADMIN_EMAIL and ADMIN_PASSWORD, and one is made');
    case 'kept':
    case 'not-needed':
  }
}
