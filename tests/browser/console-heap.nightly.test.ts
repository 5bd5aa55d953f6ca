import { expect, jest, test } from '@jest/globals';
import { waitUntil } from '@stockade/testing';
import { describeInBrowser, useBrowser } from './browser.js';
import { openCosts, startAppending } from './console-load.js';
import { becomeAdmin } from './steps.js';
import { useStorefront } from './storefront.js';

const MS_PER_MIN = 60_000;
/** Until charts, lists and caches have the size that they keep: the charts show a quarter of an hour. */
const WARM_UP_MS = 2 * MS_PER_MIN;
const WATCHED_MS = 20 * MS_PER_MIN;
const TEST_TIMEOUT_MS = WARM_UP_MS + WATCHED_MS + 2 * MS_PER_MIN;
jest.setTimeout(TEST_TIMEOUT_MS);
const HEAP_GROWTH_MAX_BYTES = 3 * 1_048_576;
/** Dots that are under way when it is counted, and rows of a list. */
const NODES_GROWTH_MAX = 500;
const LISTENERS_GROWTH_MAX = 100;
const LOOK_INTERVAL_MS = 5_000;

describeInBrowser('the overview of the console, watched for twenty minutes', () => {
  const shop = useStorefront({ operations: {} });
  const browser = useBrowser(shop.origin);

  test('keeps its memory', async () => {
    const { page } = await browser.visitor({ reducedMotion: 'no-preference' });
    await shop.stack.killNow('refund');
    await becomeAdmin(page, shop.stack.admin);
    const stop = startAppending(shop.redis);
    const costs = await openCosts(page);
    const startedAt = performance.now();
    const until = (ms: number) =>
      waitUntil(() => performance.now() - startedAt > ms, {
        what: 'time to pass',
        deadlineMs: TEST_TIMEOUT_MS,
        intervalMs: LOOK_INTERVAL_MS,
      });
    await until(WARM_UP_MS);
    const before = await costs();
    await until(WARM_UP_MS + WATCHED_MS);
    const after = await costs();
    await stop();
    process.stdout.write(`overview: ${JSON.stringify({ before, after })}\n`);
    expect(after.heapBytes - before.heapBytes).toBeLessThan(HEAP_GROWTH_MAX_BYTES);
    expect(after.nodes - before.nodes).toBeLessThan(NODES_GROWTH_MAX);
    expect(after.listeners - before.listeners).toBeLessThan(LISTENERS_GROWTH_MAX);
  });
});
