import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { coalesce } from '@stockade/redis';
import { ClientOfflineError } from 'redis';

/** Doubles numbers, and notes which came together. */
function makeDoubler(itemsMax = 100, fail: (items: readonly number[]) => Error | null = () => null) {
  const calls: number[][] = [];
  const double = coalesce<number, number>(async (items) => {
    calls.push([...items]);
    const error = fail(items);
    if (error !== null) throw error;
    return items.map((item) => 2 * item);
  }, itemsMax);
  return { calls, double, doubleAll: (...items: number[]) => Promise.allSettled(items.map(double)) };
}

const fulfilled = (value: number) => ({ status: 'fulfilled', value });
const rejected = (reason: unknown) => ({ status: 'rejected', reason });

describe('calls of one turn of the event loop', () => {
  test('calls of one turn become one, and each gets its own result', async () => {
    const { calls, doubleAll } = makeDoubler();
    expect(await doubleAll(1, 2, 3)).toEqual([fulfilled(2), fulfilled(4), fulfilled(6)]);
    expect(calls).toEqual([[1, 2, 3]]);
  });

  test('calls of one turn become one even in different microtasks', async () => {
    const { calls, double } = makeDoubler();
    const first = double(1);
    await Promise.resolve();
    await Promise.all([first, double(2)]);
    expect(calls).toEqual([[1, 2]]);
  });

  test('more items than fit into one call are split into several', async () => {
    const { calls, doubleAll } = makeDoubler(2);
    await doubleAll(1, 2, 3, 4, 5);
    expect(calls).toEqual([[1, 2], [3, 4], [5]]);
  });

  test('a call does not wait for calls of the previous turn', async () => {
    const { calls, double } = makeDoubler();
    const first = double(1);
    await turn();
    await Promise.all([first, double(2)]);
    expect(calls).toEqual([[1], [2]]);
  });
});

describe('a call that fails', () => {
  const unlucky = new Error('unlucky');

  test('a failed call is repeated item by item, so that one fails no other', async () => {
    const { calls, doubleAll } = makeDoubler(100, (items) => (items.includes(13) ? unlucky : null));
    expect(await doubleAll(1, 13, 2)).toEqual([fulfilled(2), rejected(unlucky), fulfilled(4)]);
    expect(calls).toEqual([[1, 13, 2], [1], [13], [2]]);
  });

  test('a failed call is not repeated while Redis is away', async () => {
    const offline = new ClientOfflineError();
    const { calls, doubleAll } = makeDoubler(100, () => offline);
    expect(await doubleAll(1, 2)).toEqual([rejected(offline), rejected(offline)]);
    expect(calls).toHaveLength(1);
  });

  test('a failed call does not affect the next one', async () => {
    const { doubleAll } = makeDoubler(100, (items) => (items.includes(13) ? unlucky : null));
    await doubleAll(13);
    expect(await doubleAll(1)).toEqual([fulfilled(2)]);
  });

  test('a call that returns too few results rejects and no caller waits for ever', async () => {
    const double = coalesce<number, number>(async (items) => items.slice(1), 100);
    const results = await Promise.allSettled([double(1), double(2)]);
    expect(results).toEqual([1, 2].map(() => rejected(new Error('1 were asked for and 0 answered'))));
  });
});
