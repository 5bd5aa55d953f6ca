import { setTimeout as pause } from 'node:timers/promises';
import { makeKeys } from '@stockade/contracts';
import type { PrivateRedis } from '@stockade/testing';
import type { CDPSession, Page } from 'playwright-core';
import { shownEntry } from '../shown-entry.js';

export const EVENTS_PER_S = 1_000;
const BATCHES_PER_S = 10;
const MS_PER_S = 1_000;
const keys = makeKeys();

/** Appends so many entries a second to a stream that nobody reads just now, until it is told to end. */
export function startAppending({ client }: PrivateRedis): () => Promise<void> {
  const stopping = new AbortController();
  const run = async () => {
    let nextAt = performance.now();
    while (!stopping.signal.aborted) {
      const batch = Array.from({ length: EVENTS_PER_S / BATCHES_PER_S }, () =>
        client.xAdd(keys.refundInitiated, '*', shownEntry('refund-initiated'), {
          TRIM: { strategy: 'MAXLEN', strategyModifier: '~', threshold: 50_000 },
        }),
      );
      await Promise.all(batch);
      nextAt += MS_PER_S / BATCHES_PER_S;
      await pause(Math.max(0, nextAt - performance.now()));
    }
  };
  const running = run();
  return () => {
    stopping.abort();
    return running;
  };
}

export interface PageCost {
  /** CPU time of the page's main thread, seconds. */
  cpuS: number;
  heapBytes: number;
  nodes: number;
  listeners: number;
}

/** What a page has cost so far; CPU time, so that a busy machine does not change it. */
export async function openCosts(page: Page): Promise<() => Promise<PageCost>> {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
    return {
      cpuS: of('TaskDuration'),
      heapBytes: of('JSHeapUsedSize'),
      nodes: of('Nodes'),
      listeners: of('JSEventListeners'),
    };
  };
}
