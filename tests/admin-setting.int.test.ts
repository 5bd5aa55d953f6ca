import { beforeEach, expect, test } from '@jest/globals';
import { makeTokens } from '@stockade/auth';
import { makeKeys } from '@stockade/contracts';
import { NO_CONFIRMATIONS } from '@stockade/redis';
import { usePrivateRedis } from '@stockade/testing';
import { applyAdminSetting } from '../services/store/src/admin-setting.js';
import { makeChangePassword } from '../services/store/src/change-password.js';
import { makeSessions } from '../services/store/src/sessions.js';
import { makeUsers } from '../services/store/src/users.js';

const EMAIL = 'boss@example.org';
const FIRST = 'the first password';
const SECOND = 'the second password';
const OWN = 'chosen by the admin';

const server = usePrivateRedis({ appendfsync: 'everysec' });
const keys = makeKeys();
const tokens = makeTokens('a secret of more than thirty-two bytes');
const loginThrottle = { admit: async () => ({ succeeded: async () => {} }) };
const users = () => makeUsers(server.client, keys);
const apply = (ADMIN_PASSWORD?: string, ADMIN_EMAIL: string | undefined = ADMIN_PASSWORD && EMAIL) =>
  applyAdminSetting({ redis: server.client, keys, users: users(), config: { ADMIN_EMAIL, ADMIN_PASSWORD } });
const logsInWith = async (password: string) => (await users().verify(EMAIL, password)) !== null;

async function openSession() {
  const user = await users().findByEmail(EMAIL);
  const sessions = makeSessions({
    redis: server.client,
    keys,
    confirmations: NO_CONFIRMATIONS,
    tokens,
    accessTtlS: 60,
    sessionTtlS: 600,
    refreshGraceS: 0,
  });
  const opened = user && (await sessions.open(user));
  const claims = tokens.access.verify(opened?.access_token ?? '');
  if (claims === null) throw new Error('no session was opened');
  return { userId: claims.sub, role: claims.role, sessionId: claims.sid };
}

async function chooseOwnPassword(current_password: string): Promise<void> {
  const change = makeChangePassword({ redis: server.client, keys, users: users(), loginThrottle });
  const word = await change(await openSession(), { current_password, new_password: OWN }, 'address');
  expect(word).toBe('changed');
}

beforeEach(() => server.flush());

test('the admin of the settings is made once', async () => {
  expect(await apply(FIRST)).toBe('made');
  expect(await apply(FIRST)).toBe('kept');
  expect(await users().verify(EMAIL, FIRST)).toMatchObject({ role: 'admin' });
});

test('a setting that was changed is the password from then on, and ends the sessions of the admin', async () => {
  await apply(FIRST);
  const { sessionId } = await openSession();
  expect(await apply(SECOND)).toBe('changed');
  expect([await logsInWith(FIRST), await logsInWith(SECOND)]).toEqual([false, true]);
  expect(await server.client.exists(keys.session(sessionId))).toBe(0);
  expect(await apply(SECOND)).toBe('kept');
});

test('a password that the admin has chosen stays until the setting is changed', async () => {
  await apply(FIRST);
  await chooseOwnPassword(FIRST);
  expect(await apply(FIRST)).toBe('own-password');
  expect([await logsInWith(FIRST), await logsInWith(OWN)]).toEqual([false, true]);
  expect(await apply(SECOND)).toBe('changed');
  expect([await logsInWith(OWN), await logsInWith(SECOND)]).toEqual([false, true]);
});

test('replicas that start together with a changed setting apply it once', async () => {
  await apply(FIRST);
  const outcomes = await Promise.all(Array.from({ length: 4 }, () => apply(SECOND)));
  expect(outcomes.toSorted()).toEqual(['changed', 'kept', 'kept', 'kept']);
  expect(await logsInWith(SECOND)).toBe(true);
});

test('an admin of a version that remembered no setting keeps the password when the setting is the same', async () => {
  await users().register({ email: EMAIL, password: FIRST }, 'admin');
  expect(await apply(FIRST)).toBe('kept');
  await chooseOwnPassword(FIRST);
  expect(await apply(FIRST)).toBe('own-password');
});

test('an admin of a version that remembered no setting gets the password of another setting', async () => {
  await users().register({ email: EMAIL, password: FIRST }, 'admin');
  expect(await apply(SECOND)).toBe('changed');
  expect(await logsInWith(SECOND)).toBe(true);
});

test('a customer with the address of the setting stays a customer, with his password', async () => {
  await users().register({ email: EMAIL, password: OWN }, 'customer');
  expect(await apply(FIRST)).toBe('customer');
  expect(await users().verify(EMAIL, OWN)).toMatchObject({ role: 'customer' });
  expect(await logsInWith(FIRST)).toBe(false);
});

test('without a setting it is known whether there is an admin', async () => {
  expect(await apply()).toBe('not-set');
  await apply(FIRST);
  expect(await apply()).toBe('not-needed');
});
