import { expect, test } from '@jest/globals';
import { usePrivateRedis, waitUntil } from '@stockade/testing';
import { checkServer, connectInBackground, makeRedis } from '../src/index.js';

/** While it loads, Redis answers after each 1,024 commands. */
const KEYS = 8_000;
/** For each key, by a setting that Redis has for its own tests. */
const LOAD_DELAY_US = '250';
const redis = usePrivateRedis({ appendfsync: 'everysec', args: ['--key-load-delay', LOAD_DELAY_US] });

test('a Redis that replays its append-only file is not taken for one without it', async () => {
  await Promise.all(Array.from({ length: KEYS }, (_, i) => redis.client.set(`key-${i}`, 'x')));
  await redis.server.kill();
  const started = redis.server.restart();
  const asking = makeRedis({ url: redis.url, name: 'asking', onError: () => 'it is not there yet' });
  connectInBackground(asking);

  const answers: string[] = [];
  const look = async () => {
    if (!asking.isReady) return false;
    const loads = /^loading:1/m.test(await asking.info());
    const found = await checkServer(asking, false).catch((error: unknown) => String(error));
    answers.push(`${loads}: ${JSON.stringify(found)}`);
    return !loads && Array.isArray(found) && found;
  };
  // As a service does it whose user may not ask CONFIG GET.
  const waited = waitUntil(look, { what: 'Redis to have loaded its data', deadlineMs: 20_000, intervalMs: 10 });
  const findings = await waited.finally(() => asking.destroy());
  expect(findings).not.toContainEqual(expect.objectContaining({ kind: 'loss' }));
  expect(answers.filter((answer) => answer.startsWith('true')).length).toBeGreaterThan(0);
  expect(answers.join('\n')).not.toMatch(/"loss"/);
  await started;
});
