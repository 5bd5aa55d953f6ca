import { makeTokens } from '@stockade/auth';
import { makeKeys, newId } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import { makeOrders } from '../services/store/src/order-queries.js';
import { applyAdminSetting } from '../services/store/src/admin-setting.js';
import { makeChangePassword } from '../services/store/src/change-password.js';
import { makePlaceOrder } from '../services/store/src/place-order.js';
import { makeSessions } from '../services/store/src/sessions.js';
import { makeUsers, type User } from '../services/store/src/users.js';
import { seedProducts } from '../services/warehouse/src/seed-products.js';
import { logInTo } from './log-in-to.js';

/** Prepares what a script needs and answers the call that is to fail. */
export type Prepare = (client: Redis, spied: Redis) => Promise<() => Promise<unknown>>;

const keys = makeKeys();
const REQUEST = { email: 'ann@example.org', password: 'correct horse' };
const loginThrottle = { admit: async () => ({ succeeded: async () => {} }) };

async function addUser(client: Redis): Promise<User> {
  const user = await makeUsers(client, keys).register(REQUEST, 'admin');
  if (user === null) throw new Error('the email is taken');
  return user;
}

const sessionsOn = (redis: Redis) =>
  makeSessions({
    redis,
    keys,
    tokens: makeTokens('a secret of more than thirty-two bytes'),
    accessTtlS: 60,
    sessionTtlS: 60,
    refreshGraceS: 0,
  });

/** The scripts of accounts, of refusals and of samples, by service and script. */
export const REPEATABLE_SCRIPTS: Record<string, Prepare> = {
  'store/open-session': async (client, spied) => {
    const user = await addUser(client);
    return () => sessionsOn(spied).open(user);
  },
  'store/rotate-session': async (client, spied) => {
    const tokens = await sessionsOn(client).open(await addUser(client));
    return () => sessionsOn(spied).refresh(tokens?.refresh_token ?? '');
  },
  'store/close-session': async (client, spied) => {
    const principal = await logInTo(client, keys, newId());
    return () => sessionsOn(spied).close(principal);
  },
  'store/change-password': async (client, spied) => {
    const user = await addUser(client);
    await sessionsOn(client).open(user);
    const principal = await logInTo(client, keys, user.user_id);
    const change = makeChangePassword({ redis: spied, keys, users: makeUsers(client, keys), loginThrottle });
    return () => change(principal, { current_password: REQUEST.password, new_password: 'battery staple' }, 'address');
  },
  'store/apply-admin-setting': async (client, spied) => {
    await sessionsOn(client).open(await addUser(client));
    const config = { ADMIN_EMAIL: REQUEST.email, ADMIN_PASSWORD: 'battery staple' };
    return () => applyAdminSetting({ redis: spied, keys, users: makeUsers(client, keys), config });
  },
  'store/refuse-order': async (client, spied) => {
    const placeOrder = makePlaceOrder({
      redis: spied,
      keys,
      priceOrder: async () => ({ refused: [{ field: 'product_id', message: 'there is no such product' }] }),
      orders: makeOrders(client, keys),
    });
    const request = { items: [{ product_id: newId(), quantity: 1 }], shipping_address: null, payment_method: 'pm' };
    const principal = await logInTo(client, keys, newId());
    return () => placeOrder(principal, request, 'key');
  },
  'warehouse/seed-catalogue': async (_, spied) => () => seedProducts(spied, keys, 'USD'),
};
