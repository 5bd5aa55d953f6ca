import { isUnavailable } from './errors.js';

interface Call<Item, Result> {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

/**
 * Combines all calls made in one turn of the event loop into one, of at most `itemsMax` items: each command has a cost
 * of its own on both sides of the wire, and pipelined replies arrive together anyway. `callMany` returns a result per
 * item, in order.
 *
 * When it fails, each item is called again by itself, so that one cannot fail the others; so `callMany` must be safe to
 * repeat. Items are not called again when Redis is away, which is no item's fault.
 */
export function coalesce<Item, Result>(
  callMany: (items: readonly Item[]) => Promise<readonly Result[]>,
  itemsMax: number,
): (item: Item) => Promise<Result> {
  let waiting: Call<Item, Result>[] = [];

  function callWaiting(): void {
    const calls = waiting;
    waiting = [];
    for (let i = 0; i < calls.length; i += itemsMax) void call(calls.slice(i, i + itemsMax));
  }

  async function call(calls: readonly Call<Item, Result>[]): Promise<void> {
    try {
      const results = await callMany(calls.map(({ item }) => item));
      if (results.length !== calls.length)
        throw new Error(`${calls.length} were asked for and ${results.length} answered`);
      for (const [i, result] of results.entries()) calls[i]?.resolve(result);
    } catch (error) {
      if (calls.length > 1 && !isUnavailable(error)) await Promise.all(calls.map((one) => call([one])));
      else for (const { reject } of calls) reject(error);
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(callWaiting);
      waiting.push({ item, resolve, reject });
    });
}
