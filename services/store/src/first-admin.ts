import type { StoreConfig } from './config.js';
import type { Users } from './users.js';

/** Makes the admin that the configuration names, if there is no account with this email yet. */
export async function makeFirstAdmin(
  users: Users,
  { ADMIN_EMAIL: email, ADMIN_PASSWORD: password }: Pick<StoreConfig, 'ADMIN_EMAIL' | 'ADMIN_PASSWORD'>,
): Promise<void> {
  if (email && password) await users.register({ email, password, name: 'Admin' }, 'admin');
}
