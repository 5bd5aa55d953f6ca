import { makeLoginThrottle } from '@stockade/auth';
import { makeLiveRoom, type Route } from '@stockade/http';
import { makePaymentGateway, TEST_CARDS } from '@stockade/payment';
import { defineService, onceRedisIsReady, type Base, type FirstTask } from '@stockade/service';
import { applyAdminSetting, tellAdminSetting } from './admin-setting.js';
import { makeCatalogue } from './catalogue.js';
import { makeChangePassword } from './change-password.js';
import { storeConfig, type StoreConfig } from './config.js';
import { makeDirectory } from './directory.js';
import { makeAboutRoutes } from './http/about.js';
import { makeDirectoryRoutes } from './http/directory.js';
import { makeOrderEventRoutes } from './http/order-events.js';
import { makeOrderRoutes } from './http/orders.js';
import { makePaymentRoutes } from './http/payments.js';
import { makePlacingRoutes } from './http/place-orders.js';
import { makeUserRoutes } from './http/users.js';
import { makeLiveOrders } from './live-orders.js';
import { makeOnOrderPlaced } from './on-order-placed.js';
import { makeOrders } from './order-queries.js';
import { makePlaceOrder } from './place-order.js';
import { makePriceOrder } from './price-order.js';
import { makeRegister } from './registration.js';
import { makeSessions } from './sessions.js';
import { makeUserSessions } from './user-sessions.js';
import { makeUsers, type Users } from './users.js';

/** Payments that may wait for the provider at the same time. */
const PAYMENTS_IN_FLIGHT_MAX = 1_024;

/** Takes orders, charges them, and announces paid orders to the warehouse. */
export const store = defineService({
  about: {
    name: 'store',
    title: 'Stockade store',
    description:
      'Takes orders, charges them, and announces paid orders to the warehouse. It also manages users and sessions.',
  },
  readConfig: storeConfig,
  portVariable: 'STORE_PORT',
  flow: ({ orderPlaced }) => orderPlaced,
  compose(base) {
    const { config, redis, keys, confirmations } = base;
    const accounts = makeAccounts(base);
    const ordering = makeOrdering(base);
    const admin = keepAdmin(base, accounts.users);
    const { PAYMENT_PROVIDER_URL: providerUrl, PAYMENT_DELAY_MS: delayMs, PAYMENT_TIMEOUT_MS: timeoutMs } = config;
    const gateway = makePaymentGateway({ providerUrl, redis, keys, delayMs, timeoutMs });
    const selling = { currency: config.CURRENCY, feeRate: config.FEE_RATE };
    const paying = { gateway, timeoutMs, paymentMethods: Object.values(TEST_CARDS) };
    return {
      handlerOf: (partition) =>
        makeOnOrderPlaced({ redis, keys, partition, confirmation: confirmations.beside(partition.orders), gateway }),
      bounds: { inFlightEntriesMax: PAYMENTS_IN_FLIGHT_MAX },
      parts: { ...accounts, ...ordering, ...paying, ...selling, startedAt: new Date() },
      checks: { admin: admin.trouble },
      endLiveUpdates: ordering.liveRoom.end,
    };
  },
  routes: (parts): Route[] => [
    // First, because the router tries the paths in sequence and most requests are about orders.
    ...makePlacingRoutes(parts),
    // Before /orders/:id, which would take /orders/events for an order.
    ...makeOrderEventRoutes(parts),
    ...makeOrderRoutes(parts),
    ...makeUserRoutes(parts),
    // After /users/me, which is no id.
    ...makeDirectoryRoutes(parts),
    ...makePaymentRoutes(parts),
    ...makeAboutRoutes(parts),
  ],
});

/** Applies ADMIN_EMAIL and ADMIN_PASSWORD, and again where Redis has lost the admin: nobody else could mend a shop that lost its data. */
function keepAdmin({ config, redis, keys, logger }: Base<StoreConfig>, users: Users): FirstTask {
  const { ADMIN_EMAIL: email } = config;
  const apply = async () => tellAdminSetting(logger, await applyAdminSetting({ redis, keys, users, config }), email);
  const isGone = async () => email !== undefined && (await redis.exists(keys.userByEmail(email))) === 0;
  return onceRedisIsReady(redis, 'applying ADMIN_EMAIL and ADMIN_PASSWORD', logger, apply, { isGone });
}

/** Users, logins and sessions. */
function makeAccounts({ config, redis, keys, confirmations, tokens, counter }: Base<StoreConfig>) {
  const loginThrottle = makeLoginThrottle({ redis, keys, counter, enabled: config.RATE_LIMIT_ENABLED });
  const users = makeUsers(redis, keys);
  return {
    users,
    loginThrottle,
    register: makeRegister({ users, loginThrottle, adminEmail: config.ADMIN_EMAIL }),
    directory: makeDirectory({ redis, keys, users }),
    userSessions: makeUserSessions(redis, keys),
    changePassword: makeChangePassword({ redis, keys, users, loginThrottle }),
    sessions: makeSessions({
      redis,
      keys,
      confirmations,
      tokens,
      accessTtlS: config.ACCESS_TOKEN_TTL_S,
      sessionTtlS: config.SESSION_TTL_S,
      refreshGraceS: config.REFRESH_GRACE_S,
    }),
  };
}

/** Placing, reading and following orders. */
function makeOrdering({ config, redis, keys, track, logger }: Base<StoreConfig>) {
  const tracked = track();
  const orders = makeOrders(redis, keys);
  const priceOrder = makePriceOrder({
    findProduct: makeCatalogue(tracked, keys),
    feeRate: config.FEE_RATE,
    currency: config.CURRENCY,
  });
  const liveRoom = makeLiveRoom({
    followersMax: config.LIVE_UPDATES_MAX,
    followersPerUserMax: config.LIVE_UPDATES_PER_USER_MAX,
    followersPerAddressMax: config.LIVE_UPDATES_PER_ADDRESS_MAX,
  });
  return {
    orders,
    priceOrder,
    liveRoom,
    placeOrder: makePlaceOrder({ redis, keys, priceOrder, orders }),
    liveOrders: makeLiveOrders({
      tracked,
      keys,
      onError: (err) => logger.error({ err }, 'live updates'),
      room: liveRoom,
    }),
  };
}
