import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { makeRedis, type Redis } from '@stockade/redis';
import { makeApp, makeLogger, makeOperationsRouter } from '@stockade/service-kit';
import { freePort, usePrivateRedis } from '@stockade/testing';

const server = usePrivateRedis({ appendfsync: 'everysec' });
let redis: Redis;

beforeAll(async () => {
  const rules = ['on', '>secret', '~*', '+@all', '-xadd', '-time'];
  await server.client.sendCommand(['ACL', 'SETUSER', 'consumer', ...rules]);
  const url = server.url.replace('redis://', 'redis://consumer:secret@');
  redis = makeRedis({ url, name: 'consumer', onError: () => {} });
  await redis.connect();
});
afterAll(() => redis?.destroy());

test('a replay that the Redis user of the service has no right to is refused with a reason, and loses nothing', async () => {
  const id = await server.client.xAdd('jobs:dead', '*', { fields: '["a","b"]' });
  const anyone = () => Promise.resolve({ userId: '1', role: 'admin' as const, sessionId: '1' });
  const authenticate = { user: anyone, admin: anyone };
  const router = makeOperationsRouter({ redis, stream: 'jobs', group: 'workers', authenticate });
  const port = await freePort();
  const http = createServer(makeApp(makeLogger('test', 'silent'), [router])).listen(port);
  try {
    await once(http, 'listening');
    const call = (method: string, path: string) => fetch(`http://127.0.0.1:${port}/ops/${path}`, { method });
    const refused = await call('POST', `dead-letters/${id}/replay`);
    expect([refused.status, await refused.json()]).toMatchObject([
      403,
      { detail: expect.stringContaining('may not append to jobs') },
    ]);
    expect((await call('GET', `dead-letters/${id}`)).status).toBe(200);
    expect((await call('GET', 'streams')).status).toBe(200);
  } finally {
    http.closeAllConnections();
    http.close();
  }
});
