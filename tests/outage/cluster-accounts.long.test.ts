import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { makeKeys, newId, NOT_CONFIRMED_PROBLEM, type Problem, type TokenView } from '@stockade/contracts';
import {
  startRedisCluster,
  startStack,
  useLeakCheck,
  waitUntil,
  type RedisCluster,
  type RedisServer,
  type Stack,
} from '@stockade/testing';
import { makeClient } from '../client.js';

const PARTITIONS = 12;
const START_TIMEOUT_MS = 90_000;
const TEST_TIMEOUT_MS = 60_000;
const PASSWORD = 'correct horse battery';

const keys = makeKeys(PARTITIONS);
let dir: string;
let cluster: RedisCluster;
let stack: Stack;

useLeakCheck();
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'stockade-cluster-accounts-'));
  cluster = await startRedisCluster({ dir });
  stack = await startStack({
    redisUrl: cluster.url,
    env: { PARTITIONS: String(PARTITIONS), REPLICAS_MIN: '1', REFRESH_GRACE_S: '0' },
  });
}, START_TIMEOUT_MS);
afterAll(async () => {
  await stack?.stop();
  await cluster?.stop();
  await rm(dir, { recursive: true });
});

/** An email of somebody whose data lie on this primary. */
async function emailAt({ port }: RedisServer): Promise<string> {
  for (;;) {
    const email = `${newId()}@example.org`;
    if ((await cluster.primaryOf(keys.ofEmail(email).orders)).port === port) return email;
  }
}

const send = (action: string, body: unknown) =>
  makeClient(stack).request<TokenView & Problem>('POST', `${stack.urls.store}/users/${action}`, body);
const register = (email: string) => send('register', { email, password: PASSWORD });
const logIn = (email: string) => send('login', { email, password: PASSWORD });
const refresh = (refresh_token: string) => send('refresh', { refresh_token });

/** Somebody with an account, logged in. */
async function newUserAt(primary: RedisServer): Promise<{ email: string; token: string }> {
  const email = await emailAt(primary);
  await register(email);
  const { refresh_token: token } = (await logIn(email)).body;
  return { email, token };
}

test(
  'while one primary has no replica, the customers of the others register, log in and stay logged in, and its own are not logged out',
  async () => {
    const [here, away] = await cluster.primaries();
    if (here === undefined || away === undefined) throw new Error('the cluster has three primaries');
    const [one, other] = [await newUserAt(here), await newUserAt(away)];
    const [newHere, newAway] = [await emailAt(here), await emailAt(away)];
    const [replica] = await cluster.replicasOf(away);
    await replica?.signal('SIGSTOP');
    try {
      const answers = [await register(newHere), await logIn(one.email), await refresh(one.token)];
      expect(answers.map(({ status }) => status)).toEqual([201, 200, 200]);
      const refused = [await register(newAway), await logIn(other.email)];
      // Without a grace time the session would end at the second try if the first one had traded the token in.
      refused.push(await refresh(other.token), await refresh(other.token));
      expect(refused.map(({ body }) => body)).toEqual(
        refused.map(() => expect.objectContaining({ status: 503, type: NOT_CONFIRMED_PROBLEM })),
      );
    } finally {
      await replica?.signal('SIGCONT');
    }
    const answered = async () => {
      const { status } = await refresh(other.token);
      return status !== 503 && status;
    };
    expect(await waitUntil(answered, { what: 'the replica to confirm again' })).toBe(200);
  },
  TEST_TIMEOUT_MS,
);
