import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  makeKeys,
  newId,
  newIdOfEmail,
  type AccountView,
  type Page,
  type Problem,
  type SessionView,
  type UserView,
} from '@stockade/contracts';
import { logIn, makeClient, newCustomer } from './client.js';
import { useServices } from './shop.js';

const PARTITIONS = 3;
const PASSWORD = 'correct horse battery';
const NAMES = ['bea', 'bob', 'cy', 'dora', 'eve', 'gia', 'giam'];

const { redis, stack, nobody, admin, customer, store, warehouse } = useServices({
  env: { PAYMENT_DELAY_MS: '0', PARTITIONS: String(PARTITIONS) },
});
const keys = makeKeys(PARTITIONS);
/** In the sequence of their registration. */
const registered: UserView[] = [];

const emailOf = (name: string) => `${name}@people.example.org`;
const register = (email: string) =>
  nobody.request<UserView>('POST', store('/users/register'), { email, name: 'Somebody', password: PASSWORD });

beforeAll(async () => {
  for (const name of NAMES.toReversed()) registered.push((await register(emailOf(name))).body);
});

async function list(query: string): Promise<Page<AccountView>> {
  const { status, body } = await admin.request<Page<AccountView>>('GET', store(`/users${query}`));
  expect(status).toBe(200);
  return body;
}

const emailsOf = ({ items }: Page<AccountView>) => items.map(({ email }) => email);

describe('the list of users', () => {
  test('has everybody of all partitions, newest first, page by page', async () => {
    expect(new Set(registered.map(({ user_id }) => keys.of(user_id).place)).size).toBeGreaterThan(1);
    const all = await admin.all<AccountView>(store('/users'));
    const emails = all.map(({ email }) => email);
    expect(emails.slice(0, NAMES.length)).toEqual(NAMES.map(emailOf));
    expect(emails).toEqual(expect.arrayContaining([stack.admin.email, customer.email]));
    expect(all.map(({ user_id }) => user_id)).toEqual(
      all
        .map(({ user_id }) => user_id)
        .toSorted()
        .toReversed(),
    );
    const first = await list('?limit=2');
    expect(emailsOf(first)).toEqual(['bea', 'bob'].map(emailOf));
    expect(emailsOf(await list(`?limit=2&cursor=${first.next_cursor}`))).toEqual(['cy', 'dora'].map(emailOf));
  });

  test('finds users by how their emails begin, however it is typed, in the sequence of their emails', async () => {
    expect(emailsOf(await list('?q=GI'))).toEqual(['gia', 'giam'].map(emailOf));
    expect(emailsOf(await list('?q=+gia%40people'))).toEqual([emailOf('gia')]);
    expect(emailsOf(await list(`?q=${emailOf('Bob')}`))).toEqual([emailOf('bob')]);
    expect(await list('?q=nobody-has-this')).toEqual({ items: [], next_cursor: null });
    const first = await list('?q=gi&limit=1');
    expect(first).toMatchObject({ items: [{ email: emailOf('gia') }], next_cursor: first.items[0]?.user_id });
    expect(await list(`?q=gi&limit=1&cursor=${first.next_cursor}`)).toMatchObject({
      items: [{ email: emailOf('giam') }],
      next_cursor: null,
    });
    expect(await list(`?q=gi&cursor=${newId()}`)).toEqual({ items: [], next_cursor: null });
  });

  test('finds a user by id', async () => {
    const id = registered[0]?.user_id ?? '';
    expect(emailsOf(await list(`?q=${id.toUpperCase()}`))).toEqual([registered[0]?.email]);
    expect(emailsOf(await list(`?q=${newId()}`))).toEqual([]);
  });

  test('tells how many orders a user has placed, and no secret', async () => {
    const { id } = await admin.createProduct({ name: 'Lantern', price: 29.99, stock_quantity: 9 });
    for (const quantity of [1, 2]) await customer.placeOrder({ product_id: id, quantity });
    const answer = await admin.request<AccountView>('GET', store(`/users/${customer.userId}`));
    const { created_at, ...rest } = answer.body;
    expect(rest).toEqual({
      user_id: customer.userId,
      email: customer.email,
      name: null,
      role: 'customer',
      orders: 2,
    });
    expect(Math.abs(Date.parse(created_at) - Date.now())).toBeLessThan(60_000);
    expect(await list(`?q=${customer.email}`)).toEqual({ items: [answer.body], next_cursor: null });
  });

  test.each([
    ['q', ' '],
    ['q', 'a\tb'],
    ['q', 'x'.repeat(255)],
    ['limit', '0'],
    ['cursor', 'ann'],
  ])('refuses a %s of %j and names it', async (field, sent) => {
    const path = `/users?${new URLSearchParams({ [field]: sent }).toString()}`;
    const { body } = await admin.request<Problem>('GET', store(path));
    expect(body).toMatchObject({ status: 400, errors: [{ field }] });
  });
});

describe('a registration', () => {
  test('that comes second to its email is not listed', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => register('rivals@people.example.org')));
    expect(answers.filter(({ status }) => status === 201).length).toBeGreaterThan(0);
    expect(emailsOf(await list('?q=rivals'))).toHaveLength(1);
    const all = await admin.all<AccountView>(store('/users'));
    const listed = await Promise.all(keys.partitions.map(({ users }) => redis.client.zCard(users)));
    expect(listed.reduce((sum, count) => sum + count)).toBe(all.length);
  });

  test('whose index cannot be written leaves the email free', async () => {
    const email = emailOf('zoe');
    const { users } = keys.ofEmail(email);
    await redis.client.rename(users, `${users}-aside`);
    await redis.client.set(users, 'of another type');
    expect((await register(email)).status).toBe(500);
    await redis.client.rename(`${users}-aside`, users);
    expect(emailsOf(await list('?q=zoe'))).toEqual([]);
    expect((await register(email)).status).toBe(201);
    expect(emailsOf(await list('?q=zoe'))).toEqual([email]);
  });
});

describe('the sessions of a user', () => {
  const sessionsOf = async (userId: string, who = admin) => {
    const { body } = await who.request<{ items: SessionView[] }>('GET', store(`/users/${userId}/sessions`));
    return body.items;
  };

  test('are listed without what opens them, the latest login first', async () => {
    const guest = await newCustomer(stack);
    await logIn(stack, guest.email, PASSWORD);
    const sessions = await sessionsOf(guest.userId);
    expect(sessions).toHaveLength(2);
    for (const { started_at, expires_at, ...rest } of sessions) {
      expect(rest).toEqual({ current: false });
      expect(Date.parse(expires_at)).toBeGreaterThan(Date.parse(started_at));
    }
    expect(sessions.map(({ started_at }) => started_at)).toEqual(
      sessions
        .map(({ started_at }) => started_at)
        .toSorted()
        .toReversed(),
    );
    const { user_id: adminId = '' } = (await list(`?q=${stack.admin.email}`)).items[0] ?? {};
    expect((await sessionsOf(adminId)).filter(({ current }) => current)).toHaveLength(1);
  });

  test('all end at once, in every service, and no others; repeated, it is the same', async () => {
    const guest = await newCustomer(stack);
    const login = await nobody.request<{ access_token: string; refresh_token: string }>('POST', store('/users/login'), {
      email: guest.email,
      password: PASSWORD,
    });
    const elsewhere = makeClient(stack, login.body.access_token);
    const end = () => admin.request('DELETE', store(`/users/${guest.userId}/sessions`));
    expect((await end()).status).toBe(204);
    expect((await end()).status).toBe(204);
    for (const client of [guest, elsewhere]) {
      expect((await client.request('GET', store('/users/me'))).status).toBe(401);
      expect((await client.request('GET', warehouse(`/reservations/${newId()}`))).status).toBe(401);
    }
    const { refresh_token } = login.body;
    expect((await nobody.request('POST', store('/users/refresh'), { refresh_token })).status).toBe(401);
    expect(await sessionsOf(guest.userId)).toEqual([]);
    expect((await customer.request('GET', store('/users/me'))).status).toBe(200);
    const again = await logIn(stack, guest.email, PASSWORD);
    expect((await again.request('GET', store('/users/me'))).status).toBe(200);
  });
});

describe('is for admins:', () => {
  const ofOther = () => `/users/${registered[0]?.user_id}`;
  test.each<[string, string, () => string]>([
    ['the list', 'GET', () => '/users'],
    ['a user', 'GET', ofOther],
    ['oneself', 'GET', () => `/users/${customer.userId}`],
    ['the sessions of a user', 'GET', () => `${ofOther()}/sessions`],
    ['the end of them', 'DELETE', () => `${ofOther()}/sessions`],
  ])('%s', async (_, method, path) => {
    expect((await customer.request(method, store(path()))).status).toBe(403);
    expect((await nobody.request(method, store(path()))).status).toBe(401);
  });

  test.each(['', '/sessions'])('a user who does not exist is a 404 at /users/:id%s', async (rest) => {
    for (const id of [newIdOfEmail('nobody@example.org'), 'no-id'])
      expect((await admin.request('GET', store(`/users/${id}${rest}`))).status).toBe(404);
    if (rest === '') return;
    expect((await admin.request('DELETE', store(`/users/${newId()}${rest}`))).status).toBe(404);
  });
});
