import type { Keys, StockHistory as StockHistoryView } from '@stockade/contracts';
import { loadScript, oneOf, type Redis } from '@stockade/redis';
import { homeOf } from '../history/home-of.js';
import { makeCountPieces } from './count-pieces.js';
import { decodePoint, encodePoint, timeOf, viewPoint, type Point } from './points.js';

const writeStockHistory = loadScript(
  new URL('../../src/lua/write-stock-history.lua', import.meta.url),
  oneOf('written', 'overtaken'),
);

/** Points of one product that are kept: a day of one whose stock changes every minute, some 40 kB. */
export const STOCK_POINTS_MAX = 1_440;
/** Products that are followed: the newest. */
export const STOCK_PRODUCTS_MAX = 1_000;
/** Records that one look reads; a product has one in each partition and in the depot. */
const RECORDS_READ_MAX = 4_000;
/** Products that are read, or written, at once: nothing else waits for longer than for these. */
const PRODUCTS_AT_ONCE_MAX = 100;
/** How often the stock is read. */
export const STOCK_LOOK_INTERVAL_MS = 60_000;
/** After a look by another process, no look is due for this long. */
const FRESH_S = 55;
const MS_PER_S = 1_000;

/** The recent stock of the newest products. It is in Redis, so that it outlasts every process. */
export interface StockHistory {
  /**
   * Reads the stock of the followed products, and stores a point for each whose stock has changed. The first process does it for
   * all; the others find that it was done.
   * @param atMs the time by the clock of Redis, which all processes share
   */
  look(atMs: number): Promise<void>;
  /** What is kept of a product; null when it is not in the catalogue. */
  read(productId: string): Promise<StockHistoryView | null>;
}

export function makeStockHistory(redis: Redis, keys: Keys): StockHistory {
  const { opsStockHistory, opsStockLast, opsStockLooked } = homeOf(keys);
  const productsMax = Math.min(STOCK_PRODUCTS_MAX, Math.floor(RECORDS_READ_MAX / keys.stocks.length));
  const countPieces = makeCountPieces(redis, keys);

  /** Returns a change for each of these products whose stock is not that of its last point. */
  async function findChanged(ids: readonly string[], kept: Readonly<Record<string, string>>, time: LookTime) {
    const found = await Promise.all(
      ids.map(async (id): Promise<Change[]> => {
        const last = kept[id] ?? '';
        const known = decodePoint(last);
        const pieces = await countPieces(id, known);
        const isSame = pieces?.available === known?.available && pieces?.reserved === known?.reserved;
        if (pieces === null || isSame) return [];
        return [{ id, last, point: encodePoint({ atS: time.atS, beforeS: beforeOf(known, time), ...pieces }) }];
      }),
    );
    return found.flat();
  }

  async function write(changes: readonly Change[], lookedBefore: string, lookedAt: string): Promise<void> {
    // Even without a change: the script also records that somebody has looked.
    const parts = changes.length === 0 ? [[]] : inParts(changes);
    for (const [i, some] of parts.entries()) {
      // Only with the last part: a process that ends in between has not written the rest.
      const looked = i === parts.length - 1 ? lookedAt : '';
      const scriptKeys = [opsStockLooked, opsStockLast, ...some.map(({ id }) => opsStockHistory(id))];
      const told = some.flatMap(({ id, last, point }) => [id, last, point]);
      const args = [lookedBefore, looked, String(STOCK_POINTS_MAX), ...told];
      if ((await writeStockHistory.run(redis, scriptKeys, args)) === 'overtaken') return;
    }
  }

  return {
    async look(atMs) {
      const atS = Math.floor(atMs / MS_PER_S);
      const lookedBefore = (await redis.get(opsStockLooked)) ?? '';
      const beforeS = Number(lookedBefore);
      if (Math.abs(atS - beforeS) < FRESH_S) return;
      const [ids, kept] = await Promise.all([
        redis.zRange(keys.products, 0, productsMax - 1, { REV: true }),
        redis.hGetAll(opsStockLast),
      ]);
      const followed = new Set(ids);
      const changes: Change[] = Object.entries(kept)
        .filter(([id]) => !followed.has(id))
        .map(([id, last]) => ({ id, last, point: FORGOTTEN }));
      for (const some of inParts(ids)) changes.push(...(await findChanged(some, kept, { beforeS, atS })));
      await write(changes, lookedBefore, String(atS));
    },
    async read(productId) {
      const [score, newer, looked, texts] = await Promise.all([
        redis.zScore(keys.products, productId),
        redis.zLexCount(keys.products, `(${productId}`, '+'),
        redis.get(opsStockLooked),
        redis.lRange(opsStockHistory(productId), 0, -1),
      ]);
      if (score === null) return null;
      const points = texts.map(decodePoint).filter((point) => point !== null);
      return {
        product_id: productId,
        followed: newer < productsMax,
        products_max: productsMax,
        points_max: STOCK_POINTS_MAX,
        looked_at: looked === null ? null : timeOf(Number(looked)),
        // The clock of another Redis, after a failover, may be behind.
        points: points.toSorted((a, b) => a.atS - b.atS).map(viewPoint),
      };
    },
  };
}

/** The times of this look and of the one before, in seconds since 1970. */
interface LookTime {
  atS: number;
  beforeS: number;
}

interface Change {
  id: string;
  /** The last point that was read, as it is written; '' for none. */
  last: string;
  /** As it is written. */
  point: string;
}
/** Instead of a point: the product is not followed any more. */
const FORGOTTEN = '';

/**
 * When a product was last read before this look. Its last point may be later than the last recorded look, if the process of that look
 * ended in the middle; and after a failover the clock of Redis may be behind either.
 */
function beforeOf(last: Point | null, { atS, beforeS }: LookTime): number {
  return last === null ? 0 : Math.min(atS, Math.max(beforeS, last.atS));
}

function inParts<Item>(items: readonly Item[]): Item[][] {
  const parts = Math.ceil(items.length / PRODUCTS_AT_ONCE_MAX);
  return Array.from({ length: parts }, (_, i) => items.slice(i * PRODUCTS_AT_ONCE_MAX, (i + 1) * PRODUCTS_AT_ONCE_MAX));
}
