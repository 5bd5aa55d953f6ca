import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { makeApp } from '@stockade/http';
import { makeRedis, type Redis } from '@stockade/redis';
import { makeLogger, makeOperationsRoutes } from '@stockade/service';
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
  const anyone = { userId: '1', role: 'admin', sessionId: '1' } as const;
  const authenticate = {
    holder: () => anyone.userId,
    bearer: () => anyone,
    user: async () => anyone,
    admin: async () => anyone,
  };
  const routes = makeOperationsRoutes(redis, [
    { stream: 'jobs', event: { type: 'job' }, writer: 'somebody', readers: ['workers'] },
  ]);
  const port = await freePort();
  const limits = { take: async () => {} };
  const logger = makeLogger('test', 'silent');
  const trouble = async () => null;
  const http = createServer(makeApp({ routes, authenticate, limits, trustProxy: false, trouble, logger })).listen(port);
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
