import type { Keys, StockKeys } from '@stockade/contracts';
import { isList, loadScript, oneOf, type Confirmations, type Redis } from '@stockade/redis';

const given = oneOf('given', 'open', 'nothing');
const giveStock = loadScript(new URL('../src/lua/give-stock.lua', import.meta.url), (reply) => {
  if (!isList(reply)) throw new Error(`the script answered ${JSON.stringify(reply)}, not a list`);
  return { word: given(reply[0]), number: String(reply[1]), pieces: Number(reply[2]) };
});
const takeStock = loadScript(
  new URL('../src/lua/take-stock.lua', import.meta.url),
  oneOf('taken', 'duplicate', 'gone'),
);
const closeTransfer = loadScript(
  new URL('../src/lua/close-transfer.lua', import.meta.url),
  oneOf('closed', 'duplicate'),
);

/** Pieces of a product on their way from one place to another. */
export interface Transfer {
  readonly productId: string;
  readonly from: StockKeys;
  readonly to: StockKeys;
  /** Counts the transfers of the product from the one place to the other, from 1. */
  readonly number: string;
  readonly pieces: number;
}

/** What all places have recorded about the transfers of a product. */
interface Transfers {
  readonly open: readonly Transfer[];
  /** A text that differs after each step of each transfer. */
  readonly steps: string;
}

/**
 * The steps of a transfer, and the reads that they depend on. Each touches one place only, and so one slot.
 *
 * A step is on enough replicas (G9) before the next one begins, because the places may be on several machines: a failover that
 * forgot a `give` whose pieces were taken would create pieces, and one that forgot a `take` whose transfer was closed would lose
 * them.
 */
export interface StockMoves {
  /** All places where pieces can lie. */
  readonly places: readonly StockKeys[];
  /**
   * A place that gives pieces gives one of so many equal shares of what is available there, or as many as are wanted if that is more.
   * So few transfers are needed, and enough is left for the other places.
   */
  readonly shares: number;
  /** The available pieces at each of the places. */
  readAvailable(productId: string): Promise<number[]>;
  /** The open transfers that it returns are on enough replicas, so their pieces may be taken. */
  readTransfers(productId: string): Promise<Transfers>;
  /** The open transfers from one place, of all products. */
  readOpen(from: StockKeys): Promise<Transfer[]>;
  /** Opens a transfer, or returns the one that is open; null when there are no pieces. */
  give(productId: string, from: StockKeys, to: StockKeys, wanted: number): Promise<Transfer | null>;
  take(transfer: Transfer): Promise<void>;
  close(transfer: Transfer): Promise<void>;
}

export function makeStockMoves(redis: Redis, keys: Keys, confirmations: Confirmations): StockMoves {
  const places = keys.stocks;
  // One for each partition, and as many again that stay where they are.
  const shares = 2 * keys.partitions.length;

  /** Makes a step at a place and waits until it is on enough replicas. */
  async function confirm<Result>({ openTransfers }: StockKeys, step: () => Promise<Result>): Promise<Result> {
    const confirmation = confirmations.beside(openTransfers);
    const since = confirmation.mark();
    const result = await step();
    await confirmation.confirmed(since);
    return result;
  }

  function placeOf(name: string): StockKeys {
    const place = places.find((one) => one.place === name);
    if (place === undefined) throw new Error(`a transfer of stock goes to ${name}, which is no place of this shop`);
    return place;
  }

  function openIn(productId: string, from: StockKeys, fields: Readonly<Record<string, string>>): Transfer[] {
    return Object.entries(fields).flatMap(([field, pieces]) => {
      const to = /^open:(.*)$/.exec(field)?.[1];
      if (to === undefined) return [];
      return [{ productId, from, to: placeOf(to), number: fields[`sent:${to}`] ?? '', pieces: Number(pieces) }];
    });
  }

  /** Reads what a place has written down of the transfers of some products. */
  async function readFields(from: StockKeys, productIds: readonly string[]) {
    const confirmation = confirmations.beside(from.openTransfers);
    const since = confirmation.mark();
    const read = await Promise.all(productIds.map((id) => redis.hGetAll(from.stockTransfers(id))));
    const open = productIds.flatMap((id, i) => openIn(id, from, read[i] ?? {}));
    // Another process may have opened one just now, and a failover could still forget it.
    if (open.length > 0) await confirmation.confirmed(since);
    return { read, open };
  }

  return {
    places,
    shares,
    readAvailable: async (productId) =>
      (await Promise.all(places.map(({ stock }) => redis.hGet(stock(productId), 'available')))).map(Number),
    async readTransfers(productId) {
      const all = await Promise.all(places.map((from) => readFields(from, [productId])));
      return { open: all.flatMap(({ open }) => open), steps: JSON.stringify(all.map(({ read }) => read)) };
    },
    async readOpen(from) {
      const members = await redis.sMembers(from.openTransfers);
      const productIds = [...new Set(members.map((member) => member.split(' ')[0] ?? ''))];
      return (await readFields(from, productIds)).open;
    },
    async give(productId, from, to, wanted) {
      const scriptKeys = [from.stock(productId), from.stockTransfers(productId), from.openTransfers];
      const args = [productId, to.place, String(wanted), String(shares)];
      const { word, number, pieces } = await confirm(from, () => giveStock.run(redis, scriptKeys, args));
      return word === 'nothing' ? null : { productId, from, to, number, pieces };
    },
    async take({ productId, from, to, number, pieces }) {
      const scriptKeys = [to.stock(productId), to.stockTransfers(productId)];
      await confirm(to, () => takeStock.run(redis, scriptKeys, [from.place, number, String(pieces)]));
    },
    async close({ productId, from, to, number }) {
      const scriptKeys = [from.stockTransfers(productId), from.openTransfers];
      await closeTransfer.run(redis, scriptKeys, [productId, to.place, number]);
    },
  };
}
