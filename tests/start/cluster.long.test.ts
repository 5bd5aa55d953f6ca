import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, jest, test } from '@jest/globals';
import { partitionOf } from '@stockade/contracts';
import { connectOnce, startProcess } from '@stockade/local';
import { waitUntil, whoAnswers } from '@stockade/testing';
import { customerOf, FAILOVER_MAX_MS } from './orders.js';
import { useNpmStart } from './rig.js';

const OPS = fileURLToPath(new URL('../../scripts/ops.mjs', import.meta.url));
/** What --cluster takes when nobody says how many. */
const PARTITIONS = 12;
const TEST_TIMEOUT_MS = 180_000;
jest.setTimeout(TEST_TIMEOUT_MS);

const npm = useNpmStart();

/** The port of the primary that has what belongs to the customer of an order. */
async function primaryOf(orderId: string): Promise<number> {
  const password = await npm.redisPassword();
  const key = `{${partitionOf(orderId, PARTITIONS)}}:orders`;
  const has = async (port: number) => {
    const node = await connectOnce(`redis://:${password}@127.0.0.1:${port}`);
    // Any other says that it is elsewhere.
    return node
      .sendCommand(['EXISTS', key])
      .then(() => port)
      .finally(() => node.destroy());
  };
  const { cluster = [] } = (await npm.record()).redis;
  return waitUntil(() => Promise.any(cluster.map(has)), { what: 'a primary to have the partition' });
}

async function ops(...words: readonly string[]): Promise<string> {
  const run = await startProcess({ name: 'ops', command: process.execPath, args: [OPS, ...words], env: npm.env() });
  await run.exited;
  return run.output();
}

describe('npm start -- --cluster', () => {
  test('takes orders again after a kill -9 of a primary, and keeps what it took over a restart', async () => {
    const run = await npm.runUntilReady({}, ['--cluster']);
    const customer = await customerOf(npm);
    const before = await customer.untilTaken();

    const port = await primaryOf(before);
    const primary = (await whoAnswers(port, await npm.redisPassword())) ?? 0;
    expect(run.output()).toMatch(new RegExp(`The primaries of Redis are processes .*\\b${primary}\\b.*kill -9`));
    process.kill(primary, 'SIGKILL');
    const isGone = async () => (await whoAnswers(port, await npm.redisPassword())) === undefined;
    await waitUntil(isGone, { what: 'the primary to be gone' });
    const after = await customer.untilTaken();
    expect(await primaryOf(after)).not.toBe(port);
    for (const id of [before, after]) await customer.orderBecomes(id, 'completed');
    await run.waitForOutput(new RegExp(`port ${port} is back`), FAILOVER_MAX_MS);
    expect(await ops('audit')).toContain('all rules hold');

    await run.stop({ deadlineMs: FAILOVER_MAX_MS });
    await npm.runUntilReady({}, ['--cluster']);
    for (const id of [before, after]) expect((await customer.order(id)).status).toBe('completed');
  });

  test.each([
    { folder: 'redis', words: ['--cluster'], says: 'of a single Redis, which a start with --cluster would not see' },
    {
      folder: 'redis-ha',
      words: ['--cluster'],
      says: 'of a run with --ha, which a start with --cluster would not see',
    },
    {
      folder: 'redis-cluster',
      words: [],
      says: 'of a run with --cluster, which a start without --ha and --cluster would',
    },
  ])('is refused on the data of another kind of run: $folder with $words', async ({ folder, words, says }) => {
    await mkdir(join(npm.dataDir(), folder, 'appendonlydir'), { recursive: true });
    const run = await npm.run({}, words);
    expect(await run.exited).toEqual({ code: 1, signal: null });
    expect(run.output()).toContain(says);
  });
});
