import { expect, test } from '@jest/globals';
import { makeKeys, newId } from '@stockade/contracts';
import { makeRedis, takeLease } from '@stockade/redis';
import { usePrivateRedis } from '@stockade/testing';
import { makeRedisUsers, urlFor } from './rights.js';

const LEASE_MS = 60_000;
const keys = makeKeys();
const redis = usePrivateRedis({ appendfsync: 'everysec' });

test.each([
  ['warehouse', keys.gathering(newId())],
  ['operations', keys.opsLease(newId())],
] as const)('the Redis user of the %s service may take, renew and give back its leases', async (service, key) => {
  await makeRedisUsers(redis.client);
  const ofService = makeRedis({ url: urlFor(service, redis.url), name: 'test', onError: () => {} });
  await ofService.connect();
  try {
    const lease = await takeLease({ redis: ofService, key, token: newId(), leaseMs: LEASE_MS });
    expect([await lease?.renew(), await lease?.release()]).toEqual(['kept', 'released']);
    expect(await redis.client.aclLog()).toEqual([]);
  } finally {
    ofService.destroy();
  }
});
