import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { promisify } from 'node:util';
import { afterEach, expect } from '@jest/globals';
import { makeAuthenticate, makeTokens, type Session } from '@stockade/auth';
import { makeKeys, newId, type OrderStatus } from '@stockade/contracts';
import { makeApp, makeLiveRoom, redisTroubles, type LiveRoomOptions } from '@stockade/http';
import { connectInBackground, connectTracked, makeRedis } from '@stockade/redis';
import { makeLogger } from '@stockade/service';
import { openEventSource, waitUntil, type EventSourceConnection, type PrivateRedis } from '@stockade/testing';
import { makeOrderEventRoutes } from '../src/http/order-events.js';
import { makeLiveOrders } from '../src/live-orders.js';
import type { Order } from '../src/order-record.js';
import { makeOrders, type Orders } from '../src/order-queries.js';
import { toFields } from './order-fields.js';

const SECRET = 'a secret of more than thirty-two bytes';

type Options = Partial<LiveRoomOptions> & {
  /** Comes between the route and its look at an order. */
  around?: (find: Orders['find']) => Orders['find'];
};

/** Gives a test file the live updates of a store, in this process, over real HTTP and Redis; started by each test. */
export function useLiveUpdates(server: PrivateRedis) {
  const clients: EventSourceConnection[] = [];
  let live: LiveUpdates | undefined;
  afterEach(async () => {
    for (const client of clients.splice(0)) client.close();
    await live?.stop();
    live = undefined;
    await server.flush();
  });
  const started = () => {
    if (live === undefined) throw new Error('call start() first');
    return live;
  };

  return {
    /** Starts it, with a customer and her order. */
    async start(options?: Options) {
      live = await startLiveUpdates(server.url, options);
      const ann = await live.logIn();
      return { ann, orderId: await live.putOrder(ann.userId) };
    },
    async follow(who: Customer, orderId: string, lastEventId?: string): Promise<EventSourceConnection> {
      const client = await who.follow(orderId, lastEventId);
      clients.push(client);
      return client;
    },
    async followAll(who: Customer, lastEventId?: string): Promise<EventSourceConnection> {
      const client = await who.followAll(lastEventId);
      clients.push(client);
      return client;
    },
    now: started,
  };
}

type LiveUpdates = Awaited<ReturnType<typeof startLiveUpdates>>;
type Customer = Awaited<ReturnType<LiveUpdates['logIn']>>;

async function startLiveUpdates(redisUrl: string, { around = (find) => find, ...limits }: Options = {}) {
  const keys = makeKeys();
  const options = { url: redisUrl, name: 'live', onError: () => {} };
  const redis = makeRedis(options);
  connectInBackground(redis);
  const tracked = connectTracked({ ...options, name: 'live-tracked' });
  await waitUntil(() => redis.isReady && tracked.redis.isReady, { what: 'the connections' });

  const tokens = makeTokens(SECRET);
  const errors: unknown[] = [];
  const onError = (error: unknown) => errors.push(error);
  const room = makeLiveRoom({ followersMax: 100, followersPerUserMax: 10, followersPerAddressMax: 100, ...limits });
  const streams = makeLiveOrders({ tracked, keys, onError, room });
  const orders = { find: around(makeOrders(redis, keys).find) };
  const app = makeApp({
    routes: makeOrderEventRoutes({ orders, liveOrders: streams }),
    authenticate: makeAuthenticate(redis, keys, tokens),
    limits: { take: async () => {} },
    trustProxy: false,
    trouble: () => redisTroubles(redis).then(([trouble = null]) => trouble),
    logger: makeLogger('live', 'silent'),
  });
  const server = createServer(app).listen(0);
  await once(server, 'listening');

  return {
    keys,
    redis,
    tracked,
    room,
    errors,
    url: (orderId: string) => `http://127.0.0.1:${portOf(server)}/orders/${orderId}/events`,
    urlOfAll: () => `http://127.0.0.1:${portOf(server)}/orders/events`,

    connections: () => promisify(server.getConnections.bind(server))(),

    /** Somebody who is logged in. */
    async logIn(userId = newId(), role: Session['role'] = 'customer') {
      const session: Session = { user_id: userId, role, refresh_id: newId() };
      const sid = newId();
      await redis.set(keys.session(sid), JSON.stringify(session));
      const token = tokens.access.sign({ sub: userId, sid, role: session.role }, 60);
      const authorization = `Bearer ${token}`;
      const open = (url: string, lastEventId?: string): Promise<EventSourceConnection> =>
        openEventSource(url, { authorization, ...(lastEventId !== undefined && { 'last-event-id': lastEventId }) });
      return {
        userId,
        sessionKey: keys.session(sid),
        headers: { authorization },
        follow: (orderId: string, lastEventId?: string) => open(this.url(orderId), lastEventId),
        followAll: (lastEventId?: string) => open(this.urlOfAll(), lastEventId),
      };
    },

    /** Writes a pending order past the services. */
    async putOrder(customerId: string, changes: Partial<Order> = {}): Promise<string> {
      const order = { ...pendingOrder(customerId), ...changes };
      const indexed = { score: 0, value: order.order_id };
      await redis
        .multi()
        .hSet(keys.order(order.order_id), toFields(order))
        .zAdd(keys.orders, indexed)
        .zAdd(keys.ordersOfCustomer(customerId), indexed)
        .exec();
      return order.order_id;
    },

    /** Moves an order through these statuses in one step. */
    async move(orderId: string, ...statuses: readonly Exclude<OrderStatus, 'pending'>[]): Promise<void> {
      const now = String(Date.now());
      const fields = statuses.flatMap((status) => ['status', status, `${status}_at`, now]);
      await redis.hSet(keys.order(orderId), fields);
    },

    async stop(): Promise<void> {
      room.end();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
      redis.destroy();
      tracked.close();
    },
  };
}

export const statusesOf = ({ events }: EventSourceConnection) => events.map(({ id }) => id);

export const untilEnd = (client: EventSourceConnection) => waitUntil(client.end, { what: 'the stream to end' });

/** Waits until the client has been told these and nothing else. */
export async function expectTold(client: EventSourceConnection, ...statuses: readonly string[]): Promise<void> {
  const hasAsMany = () => statusesOf(client).length >= statuses.length;
  await waitUntil(hasAsMany, { what: `${statuses.join(', ')} to be told` });
  expect(statusesOf(client)).toEqual(statuses);
}

export function pendingOrder(customerId: string): Order {
  const now = Date.now();
  return {
    order_id: newId(),
    customer_id: customerId,
    status: 'pending',
    lines: [{ product_id: newId(), name: 'Lantern', quantity: 1, price: 2_999 }],
    subtotal: 2_999,
    fee: 600,
    total: 3_599,
    currency: 'USD',
    shipping_address: null,
    payment_method: 'pm_card_visa',
    created_at: now,
  };
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}
