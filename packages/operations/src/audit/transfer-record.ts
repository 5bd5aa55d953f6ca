import type { Keys } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import { orElse } from './unreadable.js';

/** The way of a product from one place to another; the places as in `StockKeys`. */
export interface Lane {
  productId: string;
  from: string;
  to: string;
}

/** What both places have about the transfers on a lane. A number that cannot be read is NaN. */
export interface LaneRecord extends Lane {
  /** At the sender: the number of the last one, 0 when there was none. */
  sent: number;
  /** At the sender: the pieces of the last one while it is open, else null. */
  open: number | null;
  /** Whether the sender lists it among its open transfers. */
  listed: boolean;
  /** At the receiver: the number of the last one that it took, read not after what the sender has, and not before. */
  seenBefore: number;
  seenAfter: number;
}

const FIELD = /^(?<kind>sent|open|seen):(?<place>.+)$/;

/** The records of all lanes of some products, read in no particular sequence, so that what is under way may look wrong. */
export async function readLanes(redis: Redis, keys: Keys, productIds: readonly string[]): Promise<LaneRecord[]> {
  const hashes = await Promise.all(
    productIds.flatMap((productId) =>
      keys.stocks.map(async (here) => ({
        productId,
        here: here.place,
        fields: await orElse(redis.hGetAll(here.stockTransfers(productId)), {}),
      })),
    ),
  );
  const lanes = new Map<string, LaneRecord>();
  for (const { productId, here, fields } of hashes)
    for (const [field, text] of Object.entries(fields)) {
      const { kind, place: there = '' } = FIELD.exec(field)?.groups ?? {};
      if (kind === undefined) continue;
      const [from, to] = kind === 'seen' ? [there, here] : [here, there];
      const name = `${productId} ${from} ${to}`;
      const lane = lanes.get(name) ?? emptyLane({ productId, from, to });
      const value = toNumber(text);
      if (kind === 'seen') lanes.set(name, { ...lane, seenBefore: value, seenAfter: value });
      else lanes.set(name, { ...lane, [kind]: value });
    }
  return Promise.all([...lanes.values()].map(async (lane) => withListing(redis, keys, lane)));
}

/**
 * Reads a lane so that nothing that is under way looks wrong: what the sender has in one transaction, and what the receiver
 * has before and after it. Numbers only grow.
 */
export async function readLane(redis: Redis, keys: Keys, lane: Lane): Promise<LaneRecord> {
  const { productId, from, to } = lane;
  const [sender, receiver] = [placeOf(keys, from), placeOf(keys, to)];
  const readSeen = async () =>
    receiver === undefined
      ? 0
      : toNumber(await orElse(redis.hGet(receiver.stockTransfers(productId), `seen:${from}`), null));
  const seenBefore = await readSeen();
  if (sender === undefined) return { ...emptyLane(lane), seenBefore, seenAfter: seenBefore };
  const reading = redis
    .multi()
    .hmGet(sender.stockTransfers(productId), [`sent:${to}`, `open:${to}`])
    .sIsMember(sender.openTransfers, memberOf(lane))
    .execTyped();
  const [[sent, open], isMember] = await orElse(reading, [[], 0] as const);
  return {
    ...lane,
    sent: toNumber(sent),
    open: open === null || open === undefined ? null : toNumber(open),
    listed: isMember === 1,
    seenBefore,
    seenAfter: await readSeen(),
  };
}

/** How a place lists an open transfer. */
const memberOf = ({ productId, to }: Lane) => `${productId} ${to}`;

const placeOf = (keys: Keys, name: string) => keys.stocks.find(({ place }) => place === name);

const emptyLane = (lane: Lane): LaneRecord => ({
  ...lane,
  sent: 0,
  open: null,
  listed: false,
  seenBefore: 0,
  seenAfter: 0,
});

/** Of a lane without an open transfer nothing needs to be listed; what is listed in vain is looked for elsewhere. */
async function withListing(redis: Redis, keys: Keys, lane: LaneRecord): Promise<LaneRecord> {
  const sender = placeOf(keys, lane.from);
  return {
    ...lane,
    listed: sender !== undefined && (await orElse(redis.sIsMember(sender.openTransfers, memberOf(lane)), 0)) === 1,
  };
}

const toNumber = (text: string | null | undefined) => (/^\d{1,15}$/.test(text ?? '0') ? Number(text ?? '0') : NaN);
