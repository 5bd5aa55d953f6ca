import { getEventListeners } from 'node:events';
import { expect, test } from '@jest/globals';
import { endWith } from '../src/end-with.js';

const LONG_MS = 60_000;

test('a try ends with the signal of its call, and one that is over does not', () => {
  const call = new AbortController();
  const [under, over] = [endWith(call.signal, LONG_MS), endWith(call.signal, LONG_MS)];
  over.release();
  call.abort();
  expect([under.signal.aborted, over.signal.aborted]).toEqual([true, false]);
  under.release();
});

test('a try ends after its time, and leaves the signal of its call alone', async () => {
  const call = new AbortController();
  const { signal, release } = endWith(call.signal, 1);
  await new Promise((resolve) => signal.addEventListener('abort', resolve));
  expect(call.signal.aborted).toBe(false);
  release();
});

test('however many tries end with a signal, it has one listener', () => {
  const { signal } = new AbortController();
  const tries = Array.from({ length: 50 }, () => endWith(signal, LONG_MS));
  expect(getEventListeners(signal, 'abort')).toHaveLength(1);
  for (const { release } of tries) release();
});
