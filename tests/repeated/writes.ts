import { makeKeys, newId, type OrderView, type ProductView, type TokenView, type UserView } from '@stockade/contracts';
import { deadLettersOf } from '@stockade/streams';
import { SERVICE_NAMES, type ServiceName } from '@stockade/testing';
import { CONSUMED } from '../consumed-flows.js';
import { logIn, logInAsAdmin, makeClient, newCustomer, type Client } from '../client.js';
import { WORK } from './work-writes.js';
import type { Prepare, World } from './write.js';

const keys = makeKeys();
const PASSWORD = 'correct horse battery';
const NEW_PASSWORD = 'battery staple correct';

async function newProduct(world: World): Promise<{ admin: Client; product: ProductView; url: string }> {
  const admin = await logInAsAdmin(world.stack);
  const product = await admin.createProduct({ name: 'Rope', price: '1.50', stock_quantity: 7 });
  return { admin, product, url: `${world.stack.urls.warehouse}/products/${product.id}` };
}

const accounts: Record<string, Prepare> = {
  async 'store POST /users/register'({ stack, redis }) {
    const email = `${newId()}@example.org`;
    const nobody = makeClient(stack);
    const send = () =>
      nobody.request<UserView>('POST', `${stack.urls.store}/users/register`, { email, password: PASSWORD });
    return {
      send,
      hasHappened: async () => (await redis.exists(keys.userByEmail(email))) === 1,
      status: 201,
      // Now somebody was told of the account.
      isRight: async () => (await send()).status === 409 && (await logIn(stack, email, PASSWORD)) !== null,
    };
  },

  async 'store POST /users/login'({ stack, redis }) {
    const { email, userId } = await newCustomer(stack);
    const nobody = makeClient(stack);
    return {
      send: () => nobody.request('POST', `${stack.urls.store}/users/login`, { email, password: PASSWORD }),
      hasHappened: async () => (await redis.zCard(keys.sessionsOfUser(userId))) === 2,
      status: 200,
    };
  },

  async 'store POST /users/refresh'({ stack, redis }) {
    const { email, userId } = await newCustomer(stack);
    const nobody = makeClient(stack);
    const login = await nobody.request<TokenView>('POST', `${stack.urls.store}/users/login`, {
      email,
      password: PASSWORD,
    });
    const refresh = (refresh_token: string) =>
      nobody.request<TokenView>('POST', `${stack.urls.store}/users/refresh`, { refresh_token });
    let successor = '';
    return {
      async send() {
        const answer = await refresh(login.body.refresh_token);
        successor = answer.body.refresh_token;
        return answer;
      },
      async hasHappened() {
        const sessions = await redis.zRange(keys.sessionsOfUser(userId), 0, -1);
        const texts = await Promise.all(sessions.map((session) => redis.get(session)));
        return texts.some((text) => text?.includes('previous_id'));
      },
      status: 200,
      isRight: async () => (await refresh(successor)).status === 200,
    };
  },

  async 'store POST /users/logout'({ stack, redis }) {
    const customer = await newCustomer(stack);
    return {
      send: () => customer.request('POST', `${stack.urls.store}/users/logout`),
      hasHappened: async () => (await redis.zCard(keys.sessionsOfUser(customer.userId))) === 0,
      status: 204,
    };
  },

  async 'store DELETE /users/:id/sessions'({ stack, redis }) {
    const [admin, { userId }] = await Promise.all([logInAsAdmin(stack), newCustomer(stack)]);
    return {
      send: () => admin.request('DELETE', `${stack.urls.store}/users/${userId}/sessions`),
      hasHappened: async () => (await redis.zCard(keys.sessionsOfUser(userId))) === 0,
      status: 204,
    };
  },

  async 'store POST /users/password'({ stack, redis }) {
    const customer = await newCustomer(stack);
    const hashOf = () => redis.hGet(keys.user(customer.userId), 'password_hash');
    const before = await hashOf();
    const body = { current_password: PASSWORD, new_password: NEW_PASSWORD };
    return {
      send: () => customer.request('POST', `${stack.urls.store}/users/password`, body),
      hasHappened: async () => (await hashOf()) !== before,
      status: 204,
      isRight: async () => (await logIn(stack, customer.email, NEW_PASSWORD)) !== null,
    };
  },
};

const orders: Record<string, Prepare> = {
  async 'store POST /orders'(world) {
    const { product } = await newProduct(world);
    const customer = await newCustomer(world.stack);
    const key = newId();
    const body = { product_id: product.id, quantity: 1 };
    const placed = () => world.redis.zCard(keys.ordersOfCustomer(customer.userId));
    return {
      send: () => customer.request('POST', `${world.stack.urls.store}/orders`, body, { 'idempotency-key': key }),
      hasHappened: async () => (await placed()) === 1,
      status: 201,
      isRight: async ({ headers }) => headers.get('idempotency-replayed') === 'true' && (await placed()) === 1,
    };
  },

  /** Places nothing: it stands here for its method. */
  async 'store POST /orders/quote'(world) {
    const { product } = await newProduct(world);
    const nobody = makeClient(world.stack);
    const body = { product_id: product.id, quantity: 2 };
    return {
      send: () => nobody.request('POST', `${world.stack.urls.store}/orders/quote`, body),
      hasHappened: async () => true,
      status: 200,
    };
  },

  async 'store POST /orders/:id/cancel'(world) {
    const { product } = await newProduct(world);
    const customer = await newCustomer(world.stack);
    const { order_id } = await customer.placeOrder({
      product_id: product.id,
      quantity: 1,
      payment_method: 'pm_card_timeout',
    });
    return {
      send: () => customer.request<OrderView>('POST', `${world.stack.urls.store}/orders/${order_id}/cancel`),
      hasHappened: async () => (await world.redis.hGet(keys.order(order_id), 'status')) === 'cancelled',
      status: 200,
      isRight: async () => (await customer.order(order_id)).timeline.length === 2,
    };
  },
};

/** Takes back what was sold before the repeat, unless it comes under a key. */
const setStock =
  (method: string, path: (product: ProductView) => string): Prepare =>
  async (world) => {
    const { admin, product } = await newProduct(world);
    const key = newId();
    const body = { product_id: product.id, stock_quantity: 3 };
    const stock = keys.stock(product.id);
    return {
      send: () => admin.request(method, world.stack.urls.warehouse + path(product), body, { 'idempotency-key': key }),
      hasHappened: async () => (await world.redis.hGet(stock, 'received')) === '3',
      status: 200,
      isRight: async ({ headers }) => headers.get('idempotency-replayed') === 'true',
    };
  };

const catalogue: Record<string, Prepare> = {
  async 'warehouse POST /products'({ stack, redis }) {
    const admin = await logInAsAdmin(stack);
    const name = `Rope ${newId()}`;
    const key = newId();
    const body = { name, price: 1, stock_quantity: 1 };
    const send = () => admin.request('POST', `${stack.urls.warehouse}/products`, body, { 'idempotency-key': key });
    const named = async () => {
      const all = await redis.zRange(keys.products, 0, -1);
      const names = await Promise.all(all.map((id) => redis.hGet(keys.product(id), 'name')));
      return names.filter((one) => one === name).length;
    };
    return {
      send,
      hasHappened: async () => (await named()) === 1,
      status: 201,
      isRight: async ({ headers }) => headers.get('idempotency-replayed') === 'true' && (await named()) === 1,
    };
  },

  async 'warehouse PATCH /products/:id'(world) {
    const { admin, product, url } = await newProduct(world);
    return {
      send: () => admin.request('PATCH', url, { name: 'Cord' }),
      hasHappened: async () => (await world.redis.hGet(keys.product(product.id), 'name')) === 'Cord',
      status: 200,
    };
  },

  async 'warehouse DELETE /products/:id'(world) {
    const { admin, product, url } = await newProduct(world);
    return {
      send: () => admin.request('DELETE', url),
      hasHappened: async () => (await world.redis.exists(keys.product(product.id))) === 0,
      status: 204,
    };
  },

  'warehouse PUT /products/:id/stock': setStock('PUT', ({ id }) => `/products/${id}/stock`),
  'warehouse POST /products/setstock': setStock('POST', () => '/products/setstock'),
};

const deadLetter =
  (service: ServiceName, method: string, action: string, status: number): Prepare =>
  async ({ stack, redis }) => {
    const admin = await logInAsAdmin(stack);
    const deadLetters = deadLettersOf(CONSUMED[service].stream);
    const fields = JSON.stringify(['type', 'no event of ours']);
    const id = await redis.xAdd(deadLetters, '*', { fields, reason: newId() });
    return {
      send: () => admin.request(method, `${stack.urls[service]}/ops/dead-letters/${id}${action}`),
      hasHappened: async () => (await redis.xRange(deadLetters, id, id))?.length === 0,
      status,
    };
  };

const operations: Record<string, Prepare> = Object.fromEntries(
  SERVICE_NAMES.flatMap((service) => [
    [`${service} POST /ops/dead-letters/:id/replay`, deadLetter(service, 'POST', '/replay', 200)],
    [`${service} DELETE /ops/dead-letters/:id`, deadLetter(service, 'DELETE', '', 204)],
  ]),
);

/** Every request that writes, by service, method and path of its route. */
export const WRITES: Readonly<Record<string, Prepare>> = {
  ...accounts,
  ...orders,
  ...catalogue,
  ...operations,
  ...WORK,
};
