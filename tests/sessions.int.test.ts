import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Principal } from '@stockade/http';
import { makeChangePassword } from '../services/store/src/change-password.js';
import { SESSIONS_PER_USER_MAX } from '../services/store/src/sessions.js';
import { PASSWORD, useSessions } from './sessions-rig.js';

const NEW_PASSWORD = 'battery staple';

const { keys, tokens, redis, users, sessions, ann, register, open, isOpen } = useSessions();

describe('the sessions of a user', () => {
  test('are bounded: the one that would end first makes room', async () => {
    const first = await open();
    const second = await open();
    await sessions().refresh(first.refreshToken);
    const listed = await redis().zRangeWithScores(keys.sessionsOfUser(ann().user_id), 0, -1);
    const last = listed.at(-1)?.score ?? 0;
    const fillers = Array.from({ length: SESSIONS_PER_USER_MAX - listed.length }, (_, i) => ({
      value: keys.session(`filler-${i}`),
      score: last + 1 + i,
    }));
    await redis().zAdd(keys.sessionsOfUser(ann().user_id), fillers);
    await redis().zAdd(keys.sessionsOfUser(ann().user_id), {
      value: keys.session(second.principal.sessionId),
      score: last - 1,
    });
    const third = await open();
    expect(await Promise.all([first, second, third].map(({ principal }) => isOpen(principal)))).toEqual([
      true,
      false,
      true,
    ]);
    expect(await redis().zCard(keys.sessionsOfUser(ann().user_id))).toBe(SESSIONS_PER_USER_MAX);
  });

  test('are listed as long as they last, and not longer', async () => {
    const { principal } = await open();
    const list = keys.sessionsOfUser(ann().user_id);
    expect(await redis().ttl(list)).toBeGreaterThan(590);
    await redis().zAdd(list, { value: keys.session('ended'), score: 1 });
    await open();
    expect(await redis().zScore(list, keys.session('ended'))).toBeNull();
    await sessions().close(principal);
    expect(await redis().zCard(list)).toBe(1);
  });
});

describe('a change of the password', () => {
  const admitted: string[] = [];
  let succeeded = 0;
  const loginThrottle = {
    admit: async (email: string) => {
      admitted.push(email);
      return { succeeded: async () => void (succeeded += 1) };
    },
  };
  const change = (principal: Principal, current_password: string, new_password: string) =>
    makeChangePassword({ redis: redis(), keys, users: users(), loginThrottle })(
      principal,
      { current_password, new_password },
      '192.0.2.1',
    );
  beforeEach(() => {
    admitted.length = 0;
    succeeded = 0;
  });

  test('ends the other sessions of this user and of nobody else', async () => {
    const [own, other] = [await open(), await open()];
    const bob = await register('bob@example.org');
    const bobs = tokens.access.verify((await sessions().open(bob))?.access_token ?? '');
    expect(await change(own.principal, PASSWORD, NEW_PASSWORD)).toBe('changed');
    expect([await isOpen(own.principal), await isOpen(other.principal)]).toEqual([true, false]);
    expect(await redis().exists(keys.session(bobs?.sid ?? ''))).toBe(1);
    expect(await redis().zCard(keys.sessionsOfUser(ann().user_id))).toBe(1);
  });

  test('lets no session in that was asked for with the old password', async () => {
    const { principal } = await open();
    const verified = await users().verify(ann().email, PASSWORD);
    await change(principal, PASSWORD, NEW_PASSWORD);
    expect(verified && (await sessions().open(verified))).toBeNull();
  });

  test('that is sent again is the same change; each password that is looked at counts as a guess', async () => {
    const { principal } = await open();
    await change(principal, PASSWORD, NEW_PASSWORD);
    expect([admitted.length, succeeded]).toEqual([1, 1]);
    expect(await change(principal, PASSWORD, NEW_PASSWORD)).toBe('changed');
    expect([admitted.length, succeeded]).toEqual([3, 2]);
    expect(await change(principal, PASSWORD, 'yet another')).toBe('wrong');
    expect([admitted.length, succeeded]).toEqual([5, 2]);
    expect(new Set(admitted)).toEqual(new Set([ann().email]));
  });

  test('is made once when two come at the same instant: the other one is told that the current password is wrong', async () => {
    const [one, other] = [await open(), await open()];
    const words = await Promise.all([
      change(one.principal, PASSWORD, NEW_PASSWORD),
      change(other.principal, PASSWORD, 'yet another'),
    ]);
    expect(words.filter((word) => word === 'changed')).toHaveLength(1);
    const winner = words[0] === 'changed' ? NEW_PASSWORD : 'yet another';
    expect(await users().verify(ann().email, winner)).not.toBeNull();
  });

  test('is not made in a session that ended meanwhile', async () => {
    const { principal } = await open();
    await sessions().close(principal);
    expect(await change(principal, PASSWORD, NEW_PASSWORD)).toBe('session-ended');
    expect(await users().verify(ann().email, PASSWORD)).not.toBeNull();
  });
});
