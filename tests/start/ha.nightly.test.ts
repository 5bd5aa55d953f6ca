import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { waitUntil, whoAnswers } from '@stockade/testing';
import { customerOf, FAILOVER_MAX_MS } from './orders.js';
import { useNpmStart } from './rig.js';

const TEST_TIMEOUT_MS = 180_000;
jest.setTimeout(TEST_TIMEOUT_MS);

const npm = useNpmStart();

describe('npm start -- --ha', () => {
  test('takes orders again after a kill -9 of the primary, and keeps what it took over a restart', async () => {
    const run = await npm.runUntilReady({}, ['--ha']);
    const customer = await customerOf(npm);
    const before = await customer.untilTaken();

    const { redis } = await npm.record();
    const primary = (await whoAnswers(redis.port, await npm.redisPassword())) ?? 0;
    expect(run.output()).toContain(`The primary of Redis is process ${primary}.`);
    process.kill(primary, 'SIGKILL');
    const isGone = async () => (await whoAnswers(redis.port, await npm.redisPassword())) === undefined;
    await waitUntil(isGone, { what: 'the primary to be gone' });
    const after = await customer.untilTaken();
    for (const id of [before, after]) await customer.orderBecomes(id, 'completed');
    await run.waitForOutput(new RegExp(`port ${redis.port} is back`), FAILOVER_MAX_MS);

    await run.stop({ deadlineMs: FAILOVER_MAX_MS });
    await npm.runUntilReady({}, ['--ha']);
    for (const id of [before, after]) expect((await customer.order(id)).status).toBe('completed');
  });

  test('is refused on the data of a run without it, and says what to do', async () => {
    await mkdir(join(npm.dataDir(), 'redis', 'appendonlydir'), { recursive: true });
    const run = await npm.run({}, ['--ha']);
    expect(await run.exited).toEqual({ code: 1, signal: null });
    expect(run.output()).toContain(
      'has the data of a single Redis, which a start with --ha would not see: start without',
    );
  });
});
