import type { LoginThrottle } from '@stockade/auth';
import { GROUPS, type Keys } from '@stockade/contracts';
import type { About } from '@stockade/descriptions';
import { type HealthChecks, makeHealthRoutes, makeMetricsRoutes, type Metrics, type Route } from '@stockade/http';
import type { Redis } from '@stockade/redis';
import { makeOperationsRoutes } from '@stockade/service';
import type { ChangePassword } from './change-password.js';
import { makeOrderEventRoutes } from './http/order-events.js';
import { makeOrderRoutes } from './http/orders.js';
import { makeUserRoutes } from './http/users.js';
import type { OrderStreams } from './live-orders.js';
import type { Orders } from './order-queries.js';
import type { PlaceOrder } from './place-order.js';
import type { Register } from './registration.js';
import type { Sessions } from './sessions.js';
import type { Users } from './users.js';

export const about: About = {
  name: 'store',
  title: 'Stockade store',
  description:
    'Takes orders, has them paid, and tells the warehouse about those that are. It also knows who is logged in.',
};

interface Parts {
  redis: Redis;
  keys: Keys;
  users: Users;
  register: Register;
  changePassword: ChangePassword;
  sessions: Sessions;
  loginThrottle: LoginThrottle;
  orders: Orders;
  placeOrder: PlaceOrder;
  orderStreams: OrderStreams;
  checks: HealthChecks;
  metrics: Metrics;
}

/** All that the store answers. Making the routes asks nothing of the parts, so they can be described without any. */
export function makeStoreRoutes(parts: Parts): Route[] {
  const { redis, keys, users, register, changePassword, sessions, loginThrottle } = parts;
  const { orders, placeOrder, orderStreams, checks, metrics } = parts;
  return [
    // First, because the paths are tried in turn and most requests are about orders.
    ...makeOrderRoutes({ orders, placeOrder }),
    ...makeUserRoutes({ users, register, changePassword, sessions, loginThrottle }),
    ...makeOrderEventRoutes({ orders, orderStreams }),
    ...makeOperationsRoutes({ redis, stream: keys.orderPlaced, group: GROUPS.store }),
    ...makeHealthRoutes(checks),
    ...makeMetricsRoutes(metrics),
  ];
}
