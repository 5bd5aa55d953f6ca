import { describe, expect, test } from '@jest/globals';
import { startStack, usePrivateRedis } from '@stockade/testing';

const redis = usePrivateRedis();

const readiness = async (url: string) => (await fetch(`${url}/health/ready`)).status;

describe('a stack', () => {
  test('runs all services, each replica on its own', async () => {
    const stack = await startStack({ redisUrl: redis.url, replicas: { warehouse: 2 } });
    const urls = [stack.urls.store, stack.urls.refund, stack.url('warehouse', 0), stack.url('warehouse', 1)];
    expect(new Set(urls).size).toBe(4);
    expect(await Promise.all(urls.map(readiness))).toEqual([200, 200, 200, 200]);
    expect(() => stack.url('warehouse', 2)).toThrow('this stack has no warehouse number 2');
    await stack.stop();
  });

  test('loses a service to kill -9 and gets it back on the same port', async () => {
    const stack = await startStack({ redisUrl: redis.url });
    expect(await stack.killNow('refund')).toEqual({ code: null, signal: 'SIGKILL' });
    await expect(readiness(stack.urls.refund)).rejects.toThrow();
    await stack.start('refund');
    expect(await readiness(stack.urls.refund)).toBe(200);
    await stack.stop();
  });

  test('shows what a service printed that does not get ready, and leaves none running', async () => {
    await expect(startStack({ redisUrl: redis.url, env: { LOG_LEVEL: 'chatty' } })).rejects.toThrow(
      /instead of getting ready[^]*LOG_LEVEL/,
    );
  });
});
