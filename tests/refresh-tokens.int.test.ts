import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Principal } from '@stockade/http';
import { makeConfirmations, makeRedis, NotConfirmedError, type Confirmations } from '@stockade/redis';
import { GRACE_S, useSessions } from './sessions-rig.js';

const { server, keys, tokens, redis, sessions, open, isOpen } = useSessions();
const successorOf = async (refreshToken: string, graceS?: number) =>
  (await sessions(graceS).refresh(refreshToken))?.refresh_token;
const idOf = (refreshToken = '') => tokens.refresh.verify(refreshToken)?.jti;

/** Moves the last trade of a session's refresh token back, as if so much time had passed. */
async function letPass({ sessionId }: Principal, seconds: number): Promise<void> {
  const session = JSON.parse((await redis().get(keys.session(sessionId))) ?? '');
  await redis().set(
    keys.session(sessionId),
    JSON.stringify({ ...session, rotated_at: session.rotated_at - seconds * 1_000 }),
  );
}

describe('a refresh token that comes again', () => {
  test('gets the same successor for a while, however many come at the same instant, and the session lives', async () => {
    const { refreshToken, principal } = await open();
    const successors = await Promise.all(Array.from({ length: 5 }, () => successorOf(refreshToken)));
    await letPass(principal, GRACE_S - 5);
    successors.push(await successorOf(refreshToken));
    expect(new Set(successors.map(idOf)).size).toBe(1);
    expect(idOf(successors[0])).toEqual(expect.any(String));
    expect(await successorOf(successors[0] ?? '')).toBeDefined();
  });

  test('does not lengthen that while, however often it comes', async () => {
    const { refreshToken, principal } = await open();
    await successorOf(refreshToken);
    await letPass(principal, GRACE_S - 5);
    expect(await successorOf(refreshToken)).toBeDefined();
    await letPass(principal, 5);
    expect(await successorOf(refreshToken)).toBeUndefined();
    expect(await isOpen(principal)).toBe(false);
  });

  test('ends the session when that while is over', async () => {
    const { refreshToken, principal } = await open();
    await successorOf(refreshToken);
    await letPass(principal, GRACE_S);
    expect(await successorOf(refreshToken)).toBeUndefined();
    expect(await isOpen(principal)).toBe(false);
  });

  test('ends the session when its successor has been used', async () => {
    const { refreshToken, principal } = await open();
    await successorOf((await successorOf(refreshToken)) ?? '');
    expect(await successorOf(refreshToken)).toBeUndefined();
    expect(await isOpen(principal)).toBe(false);
  });

  test('ends the session at once where no time is given', async () => {
    const { refreshToken, principal } = await open();
    await successorOf(refreshToken, 0);
    expect(await successorOf(refreshToken, 0)).toBeUndefined();
    expect(await isOpen(principal)).toBe(false);
  });
});

describe('a refresh token that comes while no replica confirms anything', () => {
  let alone: Confirmations;
  beforeAll(() => {
    const connect = () => makeRedis({ url: server.url, name: 'asks-for-replicas', onError: () => {} });
    alone = makeConfirmations({ replicasMin: 1, commands: redis(), connect });
  });
  afterAll(() => alone.close());
  const refreshAlone = (refreshToken: string) => sessions(GRACE_S, alone).refresh(refreshToken);

  test('is not traded in, and works however much later', async () => {
    const { refreshToken, principal } = await open();
    const before = await redis().get(keys.session(principal.sessionId));
    await expect(refreshAlone(refreshToken)).rejects.toThrow(NotConfirmedError);
    expect(await redis().get(keys.session(principal.sessionId))).toBe(before);
    expect(await successorOf(refreshToken)).toBeDefined();
  });

  test('gets its successor afterwards when it was traded in just before, if it is tried all the while', async () => {
    const { refreshToken, principal } = await open();
    const successor = await successorOf(refreshToken);
    const lifetimeS = await redis().ttl(keys.session(principal.sessionId));
    for (let tries = 0; tries < 3; tries += 1) {
      await letPass(principal, GRACE_S - 5);
      await expect(refreshAlone(refreshToken)).rejects.toThrow(NotConfirmedError);
    }
    await letPass(principal, GRACE_S - 5);
    expect(idOf(await successorOf(refreshToken))).toBe(idOf(successor));
    expect(await redis().ttl(keys.session(principal.sessionId))).toBeLessThanOrEqual(lifetimeS);
  });

  test('ends the session when it is tried too late', async () => {
    const { refreshToken, principal } = await open();
    await successorOf(refreshToken);
    await letPass(principal, GRACE_S);
    expect(await refreshAlone(refreshToken)).toBeNull();
    expect(await isOpen(principal)).toBe(false);
  });
});
