import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId, type Problem, type TokenView, type UserView } from '@stockade/contracts';
import { startStack, usePrivateRedis, type Stack } from '@stockade/testing';
import { logIn, makeClient, newCustomer, type Client } from './client.js';

const redis = usePrivateRedis();
let stack: Stack;
let nobody: Client;
let customer: Client & { email: string; userId: string };

beforeAll(async () => {
  stack = await startStack({ redisUrl: redis.url });
  nobody = makeClient(stack);
  customer = await newCustomer(stack);
});
afterAll(() => stack?.stop());

const store = (path: string) => stack.urls.store + path;
const warehouse = (path: string) => stack.urls.warehouse + path;
const refund = (path: string) => stack.urls.refund + path;

describe('a login', () => {
  test('tells who somebody is, without regard to the case of the email', async () => {
    const again = await logIn(stack, customer.email.toUpperCase(), 'correct horse battery');
    const me = await again.request<UserView>('GET', store('/users/me'));
    expect(me.body).toEqual({ user_id: customer.userId, email: customer.email, name: null, role: 'customer' });
  });

  test('is refused alike for a wrong password and for an unknown email', async () => {
    const wrong = await nobody.request<Problem>('POST', store('/users/login'), {
      email: customer.email,
      password: 'not this one',
    });
    const unknown = await nobody.request<Problem>('POST', store('/auth/login'), {
      email: 'no@body.example',
      password: 'not this one',
    });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(wrong.body.detail).toBe(unknown.body.detail);
  });

  test('ends with the logout, at once and in every service', async () => {
    const guest = await newCustomer(stack);
    expect((await guest.request('POST', store('/users/logout'))).status).toBe(204);
    expect((await guest.request('GET', store('/users/me'))).status).toBe(401);
    expect((await guest.request('GET', warehouse(`/reservations/${newId()}`))).status).toBe(401);
    expect((await guest.request('GET', refund('/refunds'))).status).toBe(401);
  });

  test('gives a refresh token that is good once and is no access token', async () => {
    const credentials = { email: customer.email, password: 'correct horse battery' };
    const login = await nobody.request<TokenView>('POST', store('/users/login'), credentials);
    const refresh = (refresh_token: string) =>
      nobody.request<TokenView>('POST', store('/users/refresh'), { refresh_token });
    const me = (token: string) => makeClient(stack, token).request('GET', store('/users/me'));

    expect((await me(login.body.refresh_token)).status).toBe(401);
    expect((await refresh(login.body.access_token)).status).toBe(401);
    const refreshed = await refresh(login.body.refresh_token);
    expect((await me(refreshed.body.access_token)).status).toBe(200);
    expect((await refresh(login.body.refresh_token)).status).toBe(401);
    // The used token came back: the whole session is over, for whoever holds the newer ones too.
    expect((await me(refreshed.body.access_token)).status).toBe(401);
    expect((await refresh(refreshed.body.refresh_token)).status).toBe(401);
  });

  test('is not there for an email that is taken, also when two register at the same instant', async () => {
    const email = `${newId()}@example.org`;
    const register = () =>
      nobody.request('POST', store('/users/register'), { email, password: 'correct horse battery' });
    const answers = await Promise.all([register(), register(), register()]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409]);
  });

  test.each(['', 'Bearer', 'Bearer x', 'Bearer a.b.c', 'Basic YTpi', `Bearer ${'A'.repeat(5_000)}.e30.x`])(
    'with the header %j is none',
    async (authorization) => {
      const response = await fetch(store('/users/me'), { headers: { authorization } });
      expect(response.status).toBe(401);
    },
  );
});
