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
 * `made`, `changed`: the admin now has the password of the setting. `kept`: the admin had it already. `own-password`:
 * the admin has chosen another password since. `customer`: the account is a customer's. `not-set`: there is neither a
 * setting nor an admin. `not-needed`: there is no setting, but an admin.
 */
type Outcome = 'made' | 'changed' | 'kept' | 'own-password' | 'customer' | 'not-set' | 'not-needed';

/**
 * Creates or updates the admin of ADMIN_EMAIL and ADMIN_PASSWORD.
 *
 * - If there is no such account, it is created.
 * - If there is one and the setting differs from the one applied last, the setting wins and the admin's sessions end,
 *   so that a leaked password can be replaced. A password that the admin has chosen since stays while the setting is
 *   unchanged; so the last setting is stored (as a hash) besides the password.
 * - If the account is a customer's, it is left alone. Nobody becomes admin by registering the address first.
 *
 * Replicas that start together get the same result: the script applies a setting only if the compared one is still in
 * place.
 */
export async function applyAdminSetting(dependencies: Dependencies): Promise<Outcome> {
  const { redis, keys, users, config } = dependencies;
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = config;
  if (email === undefined || password === undefined)
    return (await isAdminThere(redis, keys)) ? 'not-needed' : 'not-set';
  const { admins } = keys.ofEmail(email);

  const made = await users.register({ email, password, name: 'Admin' }, 'admin');
  if (made !== null) {
    await Promise.all([redis.hSetNX(admins, made.user_id, made.password_hash), users.answered(email)]);
    return 'made';
  }
  const user = await users.findByEmail(email);
  if (user === null) throw new Error(`the user with the email ${email} cannot be read`);
  if (user.role !== 'admin') return 'customer';

  // Older versions did not store the setting; there the admin's password is that of the setting.
  const applied = (await redis.hGet(admins, user.user_id)) ?? user.password_hash;
  if (await verifyPassword(applied, password)) {
    await redis.hSetNX(admins, user.user_id, applied);
    return user.password_hash === applied ? 'kept' : 'own-password';
  }
  const word = await applyScript.run(
    redis,
    [keys.user(user.user_id), keys.sessionsOfUser(user.user_id), admins],
    [user.user_id, applied, await hashPassword(password)],
  );
  return word === 'applied' ? 'changed' : applyAdminSetting(dependencies);
}

async function isAdminThere(redis: Redis, keys: Keys): Promise<boolean> {
  const counts = await Promise.all(keys.partitions.map(({ admins }) => redis.hLen(admins)));
  return counts.some((count) => count > 0);
}

/** Logs the outcome. */
export function tellAdminSetting(logger: Logger, outcome: Outcome, email = ''): void {
  switch (outcome) {
    case 'made':
      return logger.info(`made the admin ${email}`);
    case 'changed':
      return logger.warn(
        `ADMIN_PASSWORD was changed: the admin ${email} has the new password, and all sessions of the admin have ended`,
      );
    case 'own-password':
      return logger.info(`the admin ${email} has chosen another password than ADMIN_PASSWORD`);
    case 'customer':
      return logger.error(
        `there is no admin ${email}: a customer has registered this address and was not made an admin; set another ADMIN_EMAIL`,
      );
    case 'not-set':
      return logger.warn('there is no admin: set ADMIN_EMAIL and ADMIN_PASSWORD to create one');
    case 'kept':
    case 'not-needed':
  }
}
