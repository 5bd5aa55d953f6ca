import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId, problemSchema, tokenViewSchema, type ProductView } from '@stockade/contracts';
import { startStack, usePrivateRedis, type Stack } from '@stockade/testing';
import { logInAsAdmin, makeClient } from './client.js';

const ORDERS_PER_MINUTE = 5;
const LOGINS_PER_MINUTE = 8;
const PASSWORD = 'correct horse battery';

const redis = usePrivateRedis();
let stack: Stack;
let product: ProductView;
let lastAddress = 0;

beforeAll(async () => {
  stack = await startStack({
    redisUrl: redis.url,
    replicas: { store: 2 },
    env: {
      RATE_LIMIT_ENABLED: 'true',
      RATE_LIMIT_ORDERS_PER_MINUTE: String(ORDERS_PER_MINUTE),
      RATE_LIMIT_LOGINS_PER_MINUTE: String(LOGINS_PER_MINUTE),
      TRUST_PROXY: '1',
      PAYMENT_DELAY_MS: '0',
    },
  });
  const admin = await logInAsAdmin(stack);
  product = await admin.createProduct({ name: 'Lantern', price: '29.99', quantity: 100 });
});
afterAll(() => stack?.stop());

/** Somebody else, behind the same proxy. */
const newAddress = () => `192.0.2.${++lastAddress}`;

interface Asked {
  body?: unknown;
  address: string;
  token?: string;
  replica?: number;
}
async function post(path: string, { body, address, token, replica = 0 }: Asked) {
  const response = await fetch(stack.url('store', replica) + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': address,
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

async function newCustomer(address: string): Promise<{ email: string; token: string }> {
  const email = `${newId()}@example.org`;
  const credentials = { email, password: PASSWORD };
  expect((await post('/users/register', { body: credentials, address })).status).toBe(201);
  const login = await post('/users/login', { body: credentials, address });
  expect(login.status).toBe(200);
  return { email, token: tokenViewSchema.parse(login.body).access_token };
}

describe('five orders a minute', () => {
  test('are five at all replicas together, and the sixth is told when to come again', async () => {
    const address = newAddress();
    const { token } = await newCustomer(address);
    const body = { product_id: product.id, quantity: 1 };
    for (let i = 0; i < ORDERS_PER_MINUTE; i++) {
      const placed = await post('/orders', { body, address, token, replica: i % 2 });
      expect(placed.status).toBe(201);
      expect(placed.headers.get('ratelimit')).toMatch(`"orders-per-ip"; r=${ORDERS_PER_MINUTE - 1 - i}; t=`);
    }
    for (const replica of [0, 1]) {
      const refused = await post('/orders', { body, address, token, replica });
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(refused.body).toMatchObject({ status: 429, title: 'Too Many Requests' });
    }
    expect(await makeClient(stack, token).all(`${stack.urls.store}/orders`)).toHaveLength(ORDERS_PER_MINUTE);
  });
});

describe('passwords', () => {
  const wrong = (email: string) => ({ email, password: 'not this one' });

  test('of many accounts cannot be tried from one address', async () => {
    const address = newAddress();
    const seen: number[] = [];
    for (let i = 0; i <= LOGINS_PER_MINUTE; i++) {
      const path = i % 2 === 0 ? '/users/login' : '/auth/login';
      seen.push((await post(path, { body: wrong(`${newId()}@example.org`), address, replica: i % 2 })).status);
    }
    expect(seen).toEqual([...Array.from({ length: LOGINS_PER_MINUTE }, () => 401), 429]);
    // Nor can it be found out there who has an account.
    const register = { email: `${newId()}@example.org`, password: PASSWORD };
    expect((await post('/users/register', { body: register, address })).status).toBe(429);
  });

  test('of one account cannot be tried from many addresses; its owner still gets in', async () => {
    const home = newAddress();
    const { email } = await newCustomer(home);
    const spelled = [email, email.toUpperCase(), ` ${email} `];
    const seen: number[] = [];
    for (let i = 0; i < 11; i++) {
      const body = wrong(spelled[i % spelled.length] ?? '');
      seen.push((await post('/users/login', { body, address: newAddress(), replica: i % 2 })).status);
    }
    expect(seen).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
    const right = { email, password: PASSWORD };
    // The right password is refused alike: a thief does not learn that he has found it.
    expect((await post('/users/login', { body: right, address: newAddress() })).status).toBe(429);
    expect((await post('/users/login', { body: right, address: home })).status).toBe(200);
  });

  test('are refused with the same answer whether there is an account or not, before the throttle and behind it', async () => {
    const { email } = await newCustomer(newAddress());
    for (let i = 0; i < 12; i++) {
      const [known, unknown] = await Promise.all(
        [email, 'no@body.example'].map((one) => post('/users/login', { body: wrong(one), address: newAddress() })),
      );
      expect(withoutIds(known)).toEqual(withoutIds(unknown));
      expect(known?.status).toBe(i < 10 ? 401 : 429);
    }
  });
});

/** All that an answer says, but for what differs from request to request. */
function withoutIds(answer: Awaited<ReturnType<typeof post>> | undefined) {
  if (answer === undefined) throw new Error('there is no answer');
  const { request_id: _, detail, ...body } = problemSchema.parse(answer.body);
  const headers = Object.fromEntries(answer.headers);
  for (const name of ['x-request-id', 'date', 'ratelimit', 'ratelimit-policy', 'retry-after', 'content-length'])
    headers[name] &&= 'given';
  return { status: answer.status, headers, body: { ...body, detail: detail.replace(/\d+/, 'so many') } };
}
