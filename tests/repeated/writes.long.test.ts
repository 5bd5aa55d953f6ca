import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  startHoldingProxy,
  startStack,
  usePrivateRedis,
  waitUntil,
  type HoldingProxy,
  type Stack,
} from '@stockade/testing';
import { services } from '../../scripts/describe/describe-all.mjs';
import { WRITES } from './writes.js';

/**
 * What a 503 told to repeat can be repeated. Redis does what it is asked, and its answers are held back: each request is
 * answered 503 and happens all the same, and then it is sent again.
 */

const redis = usePrivateRedis();
let proxy: HoldingProxy;
let stack: Stack;

beforeAll(async () => {
  proxy = await startHoldingProxy(redis.server.port);
  stack = await startStack({ redisUrl: `redis://127.0.0.1:${proxy.port}`, operations: {} });
});
afterAll(async () => {
  await stack?.stop();
  await proxy?.close();
});

const writing = services().flatMap(({ about, routes }) =>
  routes.filter(({ method }) => method !== 'get').map((route) => ({ service: about.name, ...route })),
);

test('every route that writes is tried below', () => {
  // The lab is no part of the shop: it writes nothing into its Redis.
  const ofShop = writing.filter(({ service }) => service !== 'lab');
  const routes = ofShop.map(({ service, method, path }) => `${service} ${method.toUpperCase()} ${path}`);
  expect(routes.toSorted()).toEqual(Object.keys(WRITES).toSorted());
});

test('docs/api.md says of every route that writes how it can be repeated', () => {
  const text = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8');
  const [, section = ''] = text.split('## Repeat a request');
  const rows = [...section.matchAll(/^\| `([A-Z]+ \S+)`/gm)].map(([, route]) => route);
  const routes = writing.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
  expect(rows.toSorted()).toEqual([...new Set(routes)].toSorted());
});

test('a request that was answered 503 and happened is answered as if for the first time when it is sent again', async () => {
  const world = { stack, redis: redis.client };
  const writes = [];
  // One after the other: passwords are hashed, and a machine with much to do would answer 503 here already.
  for (const [route, prepare] of Object.entries(WRITES)) writes.push({ route, write: await prepare(world) });

  proxy.hold();
  const first = await Promise.all(writes.map(async ({ route, write }) => [route, (await write.send()).status]));
  proxy.release();
  expect(first).toEqual(writes.map(({ route }) => [route, 503]));
  for (const { route, write } of writes) await waitUntil(write.hasHappened, { what: `${route} to have happened` });

  const seen = [];
  for (const { route, write } of writes) {
    // A machine with much to do may answer 503 once more, and that too is to be repeated.
    const send = async () => {
      const answer = await write.send();
      return answer.status === 503 ? undefined : answer;
    };
    const again = await waitUntil(send, { what: `an answer to ${route}` });
    seen.push([route, again.status, (await write.isRight?.(again)) ?? true]);
  }
  expect(seen).toEqual(writes.map(({ route, write }) => [route, write.status, true]));
});
