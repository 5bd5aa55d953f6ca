import type { Redis } from '@stockade/redis';
import { decisionsOf, digestOf, digestOfCall, isCall, readPieces } from './books.js';
import type { Call } from './held-redis.js';
import type { Tally } from './tally.js';
import type { Order, World } from './world.js';

const RESERVE = digestOf('reserve-stock');
const UPDATE = digestOf('update-product');

/** By product, the fewest pieces that there were anywhere, or on their way, since somebody began. */
export type Fewest = Map<string, number>;

/** Sees every call of every process, and knows how many pieces there must be. */
export interface Witness {
  /** Throws an Error when pieces have been lost or made. Each of those who began is told how many there are. */
  look(all: Iterable<Fewest>): Promise<void>;
  /**
   * Passes calls on and notes what they did. Throws an Error when one of the orders is refused although enough was there all
   * the time.
   */
  watch(orders: readonly Order[], fewest: Fewest, call: Call): Call;
}

export async function makeWitness(client: Redis, { keys, productIds }: World, tally: Tally): Promise<Witness> {
  const readAll = () => Promise.all(productIds.map((id) => readPieces(client, keys, id)));
  const expected = new Map((await readAll()).map(({ available }, i) => [productIds[i] ?? '', available]));

  function judge({ word, order, fewest }: { word: string; order: Order | undefined; fewest: Fewest }): void {
    tally.reserved += Number(word === 'reserved');
    tally.refused += Number(word === 'rejected');
    if (word !== 'rejected' || order === undefined) return;
    if (order.lines.every(({ productId, quantity }) => (fewest.get(productId) ?? 0) >= quantity))
      throw new Error('an order was refused in vain');
  }

  return {
    async look(all) {
      for (const [i, { available, moving, reserved }] of (await readAll()).entries()) {
        const id = productIds[i] ?? '';
        const sum = available + moving + reserved;
        if (sum !== expected.get(id)) throw new Error(`there are ${sum} pieces, not ${expected.get(id)}`);
        for (const fewest of all) fewest.set(id, Math.min(fewest.get(id) ?? Infinity, available + moving));
      }
    },
    watch: (orders, fewest, call) => async (name, args) => {
      const reply = await call(name, args);
      const digest = digestOfCall(name, args);
      const options = args[1];
      if (!isCall(options)) return reply;
      if (digest === UPDATE && reply === 'updated') {
        const id = productIds.find((one) => options.keys[0]?.endsWith(one)) ?? '';
        expected.set(id, (expected.get(id) ?? 0) + Number(options.arguments[1]));
        tally.settings += 1;
      }
      if (digest === RESERVE)
        for (const { orderId, word } of decisionsOf(options.arguments, reply))
          judge({ word, order: orders.find(({ id }) => id === orderId), fewest });
      return reply;
    },
  };
}

/** Every order was decided, the reserved pieces are those of the orders, and nothing is on its way. */
export async function expectEnd(client: Redis, { keys, productIds, orders }: World): Promise<void> {
  const held = new Map<string, number>();
  for (const { id, lines } of orders) {
    const outcome = await client.hGet(keys.reservation(id), 'outcome');
    if (outcome === null) throw new Error(`order ${id} is undecided`);
    if (outcome === 'reserved')
      for (const { productId, quantity } of lines) held.set(productId, (held.get(productId) ?? 0) + quantity);
  }
  for (const id of productIds) {
    const { moving, reserved } = await readPieces(client, keys, id);
    const ofOrders = held.get(id) ?? 0;
    if (reserved !== ofOrders) throw new Error(`${reserved} pieces are reserved, and orders hold ${ofOrders}`);
    if (moving !== 0) throw new Error(`${moving} pieces are on their way for ever`);
  }
}
