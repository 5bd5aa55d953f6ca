import { afterEach, describe, expect, test } from '@jest/globals';
import type { Redis } from '@stockade/redis';
import { usePrivateRedis } from '@stockade/testing';
import { makeReadRedis } from '../src/sampling/read-redis.js';

const redis = usePrivateRedis();
const UNTOLD = {
  memory_bytes: null,
  memory_max_bytes: null,
  replicas: null,
  append_only: null,
  append_only_ok: null,
  append_only_bytes: null,
  commands_per_s: null,
};

/** A connection to a server that does not tell some of its figures, as those of some providers. */
function withoutFields(hidden: RegExp): Redis {
  return new Proxy(redis.client, {
    get(target, name) {
      if (name === 'info') return async () => (await target.info()).replaceAll(hidden, '');
      const found: unknown = Reflect.get(target, name, target);
      return typeof found === 'function' ? found.bind(target) : found;
    },
  });
}

describe('how Redis is', () => {
  afterEach(() => redis.client.aclSetUser('default', '+info'));

  test('is read from what it tells of itself', async () => {
    expect(await makeReadRedis(redis.client)()).toMatchObject({
      primaries: 1,
      replicas: 0,
      append_only: true,
      append_only_ok: true,
      memory_bytes: expect.any(Number),
    });
  });

  test('is known by its answers alone where it refuses INFO', async () => {
    await redis.client.aclSetUser('default', '-info');
    expect(await makeReadRedis(redis.client)()).toMatchObject({
      primaries: 1,
      latency_ms: expect.any(Number),
      ...UNTOLD,
    });
  });

  test('is not said to be without an append-only file where it does not tell', async () => {
    const read = makeReadRedis(withoutFields(/^aof_\w+:.*\r\n/gm));
    expect(await read()).toMatchObject({
      append_only: null,
      append_only_ok: null,
      append_only_bytes: null,
      replicas: 0,
    });
  });
});
