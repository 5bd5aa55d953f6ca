import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { makeRedis, type Redis } from '@stockade/redis';
import { usePrivateRedis } from '@stockade/testing';
import { serveOperations } from './serve-routes.js';

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
  await serveOperations(redis, ['jobs'], async (call) => {
    const refused = await call('POST', `dead-letters/${id}/replay`);
    expect([refused.status, await refused.json()]).toMatchObject([
      403,
      { detail: expect.stringContaining('may not append to jobs') },
    ]);
    expect((await call('GET', `dead-letters/${id}`)).status).toBe(200);
    expect((await call('GET', 'streams')).status).toBe(200);
  });
});

test('in a shop of several partitions the routes are about all of them, and an id names its partition', async () => {
  for (const partition of [0, 1]) await server.client.xAdd(`{${partition}}:jobs:dead`, '5-0', { fields: '["a","b"]' });
  await serveOperations(server.client, ['{0}:jobs', '{1}:jobs'], async (call) => {
    const read = async (path: string) => (await call('GET', path)).json();
    expect(await read('streams')).toMatchObject({
      items: [
        { stream: '{0}:jobs', dead_letters: 1 },
        { stream: '{1}:jobs', dead_letters: 1 },
      ],
    });
    expect(await read('dead-letters?limit=1')).toMatchObject({ items: [{ id: '0.5-0' }], next_cursor: '0.5-0' });
    expect(await read('dead-letters?cursor=0.5-0')).toMatchObject({ items: [{ id: '1.5-0' }], next_cursor: null });
    for (const cursor of ['5-0', '2.5-0'])
      expect((await call('GET', `dead-letters?cursor=${cursor}`)).status).toBe(400);
    for (const id of ['5-0', '2.5-0']) expect((await call('POST', `dead-letters/${id}/replay`)).status).toBe(404);
    expect(await (await call('POST', 'dead-letters/1.5-0/replay')).json()).toEqual({
      id: '1.5-0',
      outcome: 'replayed',
    });
    expect((await call('DELETE', 'dead-letters/0.5-0')).status).toBe(204);
    expect(await server.client.xLen('{1}:jobs')).toBe(1);
  });
});
