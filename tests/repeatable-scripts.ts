import { makeTokens } from '@stockade/auth';
import { makeKeys, newId, newTraceparent, type Keys } from '@stockade/contracts';
import { NO_CONFIRMATIONS, takeLease, type Lease, type Redis } from '@stockade/redis';
import { makeOrders } from '../services/store/src/order-queries.js';
import { applyAdminSetting } from '../services/store/src/admin-setting.js';
import { makeChangePassword } from '../services/store/src/change-password.js';
import { makePlaceOrder } from '../services/store/src/place-order.js';
import { makeSessions } from '../services/store/src/sessions.js';
import { makeUserSessions } from '../services/store/src/user-sessions.js';
import { makeUsers, type User } from '../services/store/src/users.js';
import { makeAllottedStock, type AllottedStock } from '../services/warehouse/src/gather.js';
import { makeProducts } from '../services/warehouse/src/product-changes.js';
import { seedProducts } from '../services/warehouse/src/seed-products.js';
import { logInTo } from './log-in-to.js';

/** Prepares what a script needs and answers the call that is to fail. */
export type Prepare = (client: Redis, spied: Redis) => Promise<() => Promise<unknown>>;

const keys = makeKeys();
const PARTITIONS = 2;
const LEASE_MS = 60_000;
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
    confirmations: NO_CONFIRMATIONS,
    tokens: makeTokens('a secret of more than thirty-two bytes'),
    accessTtlS: 60,
    sessionTtlS: 60,
    refreshGraceS: 0,
  });

/** A shop of two partitions: the depot has five pieces of a product, and of these one is on its way to the first. */
async function openTransfer(client: Redis, spied: Redis) {
  const several = makeKeys(PARTITIONS);
  const [home, second] = several.partitions;
  const there = allottedOn(client, several).moves;
  const product = { name: 'Lamp', description: '', price: 1_000, stock_quantity: 5 };
  const created = await makeProducts(client, several, 'USD').create(product);
  if (created.outcome === 'conflict' || !home || !second) throw new Error('this cannot be');
  const { id } = created.product;
  const transfer = await there.give(id, several.depot, home, 1);
  if (transfer === null) throw new Error('the depot has none');
  const products = makeProducts(spied, several, 'USD', allottedOn(spied, several));
  return { id, several, second, transfer, products, ...allottedOn(spied, several) };
}

function allottedOn(redis: Redis, several: Keys): AllottedStock {
  const allotted = makeAllottedStock(redis, several);
  if (allotted === null) throw new Error('these are several partitions');
  return allotted;
}

/** The scripts of stock in several partitions. */
const ALLOTTED_SCRIPTS: Record<string, Prepare> = {
  'warehouse/give-stock': async (client, spied) => {
    const { id, several, second, moves } = await openTransfer(client, spied);
    return () => moves.give(id, several.depot, second, 2);
  },
  'warehouse/take-stock': async (client, spied) => {
    const { transfer, moves } = await openTransfer(client, spied);
    return () => moves.take(transfer);
  },
  'warehouse/close-transfer': async (client, spied) => {
    const { transfer, moves } = await openTransfer(client, spied);
    await allottedOn(client, makeKeys(PARTITIONS)).moves.take(transfer);
    return () => moves.close(transfer);
  },
  'warehouse/delete-stock': async (client, spied) => {
    const { id, transfer, products } = await openTransfer(client, spied);
    await allottedOn(client, makeKeys(PARTITIONS)).moves.take(transfer);
    return () => products.remove(id);
  },
  'warehouse/update-product, of several partitions': async (client, spied) => {
    const { id, transfer, products } = await openTransfer(client, spied);
    await allottedOn(client, makeKeys(PARTITIONS)).moves.take(transfer);
    await allottedOn(client, makeKeys(PARTITIONS)).moves.close(transfer);
    return () => products.update(id, { name: 'New', stock_quantity: 7 });
  },
  'warehouse/delete-product, of several partitions': async (client, spied) => {
    const { id, products } = await openTransfer(client, spied);
    return () => products.remove(id);
  },
};

const takeSomeLease = (redis: Redis) =>
  takeLease({ redis, key: keys.opsLease('audit'), token: newId(), leaseMs: LEASE_MS });

/** The scripts of the leases of all services. */
const LEASE_SCRIPTS: Record<string, Prepare> = {
  // Both the script and what comes before it call SET.
  'redis/renew-lease': async (_, spied) => {
    let lease: Lease | null = null;
    return async () => {
      lease ??= await takeSomeLease(spied);
      return lease?.renew();
    };
  },
  'redis/release-lease': async (_, spied) => {
    const lease = await takeSomeLease(spied);
    return async () => lease?.release();
  },
};

/** The scripts of accounts, of refusals, of samples, of stock in several partitions and of leases, by service and script. */
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
  'store/end-sessions': async (client, spied) => {
    const user = await addUser(client);
    await sessionsOn(client).open(user);
    return () => makeUserSessions(spied, keys).end(user.user_id);
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
    return () => placeOrder(principal, request, newTraceparent(), 'key');
  },
  'warehouse/seed-catalogue': async (_, spied) => () => seedProducts(spied, keys, 'USD'),
  ...ALLOTTED_SCRIPTS,
  ...LEASE_SCRIPTS,
};
