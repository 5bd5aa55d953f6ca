import { expect, test } from '@jest/globals';
import { SERVICE_NAMES, useLeakCheck } from '@stockade/testing';
import { runSoak } from '../src/run.js';
import { judgeSoak } from '../src/verdict.js';

const RATE = 100;
const SECONDS = 6;
const MEBIBYTE = 2 ** 20;
/** Streams that are not trimmed are waited for, for half a minute. */
const TEST_TIMEOUT_MS = 120_000;

useLeakCheck();

/** Too short to judge memory; long enough to see that there is a load, that it is measured, and that streams are trimmed. */
test(
  'a short soak run loads every service, samples it, and finds the streams trimmed',
  async () => {
    const said: string[] = [];
    const options = { rate: RATE, seconds: SECONDS, sampleSeconds: 1 };
    const evidence = await runSoak(options, (line) => said.push(line));

    expect(judgeSoak(evidence)).toEqual({ reasons: [], memory: null });
    expect(evidence.tally.due).toBe(RATE * SECONDS);
    expect(evidence.samples.map(({ atS }) => atS)).toEqual([1, 2, 3, 4, 5, 6]);
    for (const name of SERVICE_NAMES) {
      for (const { memory } of evidence.samples) {
        const { rssBytes, keptBytes } = memory[name];
        expect(rssBytes).toBeGreaterThan(40 * MEBIBYTE);
        expect(keptBytes).toBeGreaterThan(20 * MEBIBYTE);
        expect(keptBytes).toBeLessThan(rssBytes + 10 * MEBIBYTE);
      }
    }
    const lengths = evidence.samples.map(({ streams }) => streams[0]?.length ?? 0);
    expect(Math.max(...lengths)).toBeGreaterThan(RATE);
    expect(said.filter((line) => /^ +\d+ +\d+ /.test(line))).toHaveLength(SECONDS);
  },
  TEST_TIMEOUT_MS,
);
