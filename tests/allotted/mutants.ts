import type { Redis } from '@stockade/redis';
import type { AllottedStock } from '../../services/warehouse/src/gather.js';
import type { StockMoves } from '../../services/warehouse/src/stock-moves.js';
import { digestOf, digestOfCall, isCall, sourceOf } from './books.js';
import type { Call, Intercept } from './held-redis.js';
import type { Mutation } from './run-seed.js';

/** Faults that the interleavings must find, and what they find of each. */
export const MUTANTS: readonly (Mutation & { name: string; found: RegExp })[] = [
  {
    name: 'a transfer is forgotten where it was taken once it is closed',
    found: /there are \d+ pieces/,
    allotted: withMoves((moves, redis) => ({
      close: async (transfer) => {
        const { from, to, productId } = transfer;
        await moves.close(transfer);
        await redis.hDel(to.stockTransfers(productId), `seen:${from.place}`);
      },
    })),
  },
  {
    name: 'take-stock.lua does not look at the number',
    found: /there are \d+ pieces/,
    intercept: withScript('take-stock', "if (tonumber(seen) or 0) >= number then return 'duplicate' end", ''),
  },
  {
    name: 'a transfer is closed before it is taken',
    found: /there are \d+ pieces/,
    allotted: withMoves(({ take, close }) => ({ take: close, close: take })),
  },
  {
    name: 'an order is rejected after a pass that was not empty',
    found: /refused in vain/,
    intercept: rejectAfterOnePass,
  },
  {
    name: 'pieces are counted without looking at the transfers again',
    found: /refused in vain/,
    allotted: withMoves(lookOnce),
  },
  {
    name: 'open transfers are not finished, because a lease is held',
    found: /refused in vain|undecided|does not come to an end|on their way/,
    allotted: withMoves((moves) => ({
      readTransfers: async (productId) => ({ ...(await moves.readTransfers(productId)), open: [] }),
    })),
  },
];

function withMoves(change: (moves: StockMoves, redis: Redis) => Partial<StockMoves>) {
  return (allotted: AllottedStock, redis: Redis): AllottedStock => ({
    ...allotted,
    moves: { ...allotted.moves, ...change(allotted.moves, redis) },
  });
}

/** After it has read the pieces of a product again, the transfers are still as they were before. */
function lookOnce({ readTransfers, readAvailable }: StockMoves): Partial<StockMoves> {
  const seen = new Map<string, { transfers: ReturnType<typeof readTransfers>; reads: number }>();
  return {
    readTransfers(productId) {
      const before = seen.get(productId);
      if (before?.reads === 2) return before.transfers;
      const transfers = readTransfers(productId);
      seen.set(productId, { transfers, reads: 0 });
      return transfers;
    },
    readAvailable(productId) {
      const before = seen.get(productId);
      if (before !== undefined) before.reads += 1;
      return readAvailable(productId);
    },
  };
}

/** Another script in the place of one of the warehouse's. */
function withScript(name: string, from: string, to: string): Intercept {
  const digest = digestOf(name);
  const source = sourceOf(name).replace(from, to);
  if (source === sourceOf(name)) throw new Error(`${name}.lua does not have this line: ${from}`);
  return (call) => (called, args) =>
    digestOfCall(called, args) === digest ? call('eval', [source, args[1]]) : call(called, args);
}

/** Each process that has looked for pieces once tells reserve-stock.lua that it may reject. */
function rejectAfterOnePass(call: Call): Call {
  const digest = digestOf('reserve-stock');
  let calls = 0;
  return (name, args) => {
    if (digestOfCall(name, args) !== digest) return call(name, args);
    const [script, options] = args;
    calls += 1;
    return call(name, [script, calls === 1 ? options : mayReject(options)]);
  };
}

function mayReject(options: unknown): unknown {
  if (!isCall(options)) throw new Error('a script is called with keys and arguments');
  return { ...options, arguments: options.arguments.with(9, '{}') };
}
