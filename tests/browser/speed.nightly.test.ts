import { expect, test } from '@jest/globals';
import type { CDPSession, Page } from 'playwright-core';
import { describeInBrowser, useBrowser } from './browser.js';
import { untilDrawn } from './steps.js';
import { useStorefront } from './storefront.js';

const CPU_SLOWDOWN = 4;
const DOWN_BYTES_PER_S = (10 * 1_000_000) / 8;
const LATENCY_MS = 40;
const LCP_MAX_MS = 1_800;
const CLS_MAX = 0.02;
/** The best of so many loads counts: others work on this machine too. */
const LOADS = 3;

/** `STOCKADE_HEAP_MINUTES=20` for the long version. */
const HEAP_MINUTES = Number(process.env['STOCKADE_HEAP_MINUTES'] ?? 1);
const MS_PER_MINUTE = 60_000;
const HEAP_GROWTH_MAX_BYTES = 3 * 1024 * 1024;
const CHANGES_PER_S = 10;

describeInBrowser('how fast the pages are', () => {
  const shop = useStorefront({ env: { RATE_LIMIT_ENABLED: 'false' } });
  const browser = useBrowser(shop.origin);

  test('the shop is there on a slow phone, and nothing jumps', async () => {
    await untilDrawn(shop.origin(), 'Rampart banner');
    const loads: { lcpMs: number; shift: number }[] = [];
    for (let load = 0; load < LOADS; load += 1) {
      const { page, context } = await browser.visitor({ viewport: { width: 412, height: 823 } });
      const session = await context.newCDPSession(page);
      await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
      await session.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: LATENCY_MS,
        downloadThroughput: DOWN_BYTES_PER_S,
        uploadThroughput: DOWN_BYTES_PER_S,
      });
      await page.goto('/');
      await page.getByRole('link', { name: 'Gate hinge' }).waitFor();
      await page.waitForFunction(() =>
        [...document.images].every(({ complete, loading }) => complete || loading === 'lazy'),
      );
      loads.push(await page.evaluate(vitals));
      await context.close();
    }
    console.log(`largest paint and shift of ${LOADS} loads: ${JSON.stringify(loads)}`);
    expect(Math.min(...loads.map(({ lcpMs }) => lcpMs))).toBeLessThanOrEqual(LCP_MAX_MS);
    expect(Math.max(...loads.map(({ shift }) => shift))).toBeLessThanOrEqual(CLS_MAX);
  });

  test(
    `${HEAP_MINUTES} minutes of live stock leave no memory behind`,
    async () => {
      const { page, context } = await browser.visitor();
      const session = await context.newCDPSession(page);
      await page.goto('/');
      await page.getByRole('link', { name: 'Gate hinge' }).waitFor();
      await changeStockFor(page, MS_PER_MINUTE / 6);
      const before = await heapOf(session);
      await changeStockFor(page, HEAP_MINUTES * MS_PER_MINUTE);
      const after = await heapOf(session);
      console.log(`heap, nodes, listeners: ${JSON.stringify({ before, after })}`);
      expect(after.bytes - before.bytes).toBeLessThanOrEqual(HEAP_GROWTH_MAX_BYTES);
      expect(after.nodes).toBeLessThanOrEqual(before.nodes * 1.1);
      expect(after.listeners).toBeLessThanOrEqual(before.listeners * 1.1);
    },
    (HEAP_MINUTES + 2) * MS_PER_MINUTE,
  );

  async function changeStockFor(page: Page, ms: number): Promise<void> {
    const until = performance.now() + ms;
    for (let stock = 100; performance.now() < until; stock = stock === 100 ? 3 : 100) {
      const url = shop.warehouse('/products/019346a0-0000-7000-8000-000000000003/stock');
      await shop.admin.request('PUT', url, { stock_quantity: stock });
      await page.waitForTimeout(1_000 / CHANGES_PER_S);
    }
  }
});

/** In the page: the largest paint so far, and how far things have jumped. */
function vitals(): Promise<{ lcpMs: number; shift: number }> {
  const seen = (type: string): Promise<PerformanceEntry[]> =>
    new Promise((resolve) => {
      new PerformanceObserver((list, observer) => {
        observer.disconnect();
        resolve(list.getEntries());
      }).observe({ type, buffered: true });
      setTimeout(() => resolve([]), 500);
    });
  return Promise.all([seen('largest-contentful-paint'), seen('layout-shift')]).then(([paints, shifts]) => ({
    lcpMs: Math.max(0, ...paints.map(({ startTime }) => startTime)),
    shift: shifts.reduce((sum, entry) => sum + Number(Reflect.get(entry, 'value')), 0),
  }));
}

async function heapOf(session: CDPSession): Promise<{ bytes: number; nodes: number; listeners: number }> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  return { bytes: usedSize, nodes, listeners: jsEventListeners };
}
