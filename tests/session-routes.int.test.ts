import { describe, expect, test } from '@jest/globals';
import { newId, type Problem, type TokenView, type UserView } from '@stockade/contracts';
import { logIn, makeClient, newCustomer, type Client } from './client.js';
import { useServices } from './shop.js';

const PASSWORD = 'correct horse battery';
const NEW_PASSWORD = 'battery staple correct';

const { stack, nobody, customer, store, warehouse, refund } = useServices({ env: { REFRESH_GRACE_S: '0' } });

describe('a login', () => {
  test('tells who somebody is, without regard to the case of the email', async () => {
    const again = await logIn(stack, customer.email.toUpperCase(), PASSWORD);
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
    expect((await guest.request('POST', store('/users/logout'))).status).toBe(204);
    expect((await guest.request('GET', store('/users/me'))).status).toBe(401);
    expect((await guest.request('GET', warehouse(`/reservations/${newId()}`))).status).toBe(401);
    expect((await guest.request('GET', refund('/refunds'))).status).toBe(401);
  });

  test('gives a refresh token that is good once and is no access token', async () => {
    const credentials = { email: customer.email, password: PASSWORD };
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

  test('goes on when the password is changed in it, and every other one ends in every service', async () => {
    const guest = await newCustomer(stack);
    const elsewhere = await logIn(stack, guest.email, PASSWORD);
    const change = (client: Client, current_password: string, new_password: string, path = '/users/password') =>
      client.request<Problem>('POST', store(path), { current_password, new_password });

    expect(await change(guest, 'not this one', NEW_PASSWORD)).toMatchObject({
      status: 403,
      body: { detail: 'The current password is wrong' },
    });
    expect((await change(guest, PASSWORD, 'short')).body.errors).toMatchObject([{ field: 'new_password' }]);
    expect((await change(nobody, PASSWORD, NEW_PASSWORD)).status).toBe(401);
    expect((await elsewhere.request('GET', store('/users/me'))).status).toBe(200);

    expect((await change(guest, PASSWORD, NEW_PASSWORD, '/auth/password')).status).toBe(204);
    expect((await guest.request('GET', store('/users/me'))).status).toBe(200);
    for (const url of [store('/users/me'), warehouse(`/reservations/${newId()}`), refund('/refunds')])
      expect((await elsewhere.request('GET', url)).status).toBe(401);
    await expect(logIn(stack, guest.email, PASSWORD)).rejects.toMatchObject({ status: 401 });
    await expect(logIn(stack, guest.email, NEW_PASSWORD)).resolves.toBeDefined();
  });

  test('is not there for an email that is taken, also when two register at the same instant', async () => {
    const email = `${newId()}@example.org`;
    const register = () => nobody.request('POST', store('/users/register'), { email, password: PASSWORD });
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
