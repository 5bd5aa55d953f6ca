import { setTimeout as after } from 'node:timers/promises';
import { flowsOf, type Flow, type Keys } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import { makeAllDeadLetters } from '../all-dead-letters.js';
import { streamsByFlow } from '../flow-streams.js';
import type { Finding } from './finding.js';
import type { Reading } from './order-record.js';
import { judgeOrder, type Doubt, type OrderLimits } from './order-rules.js';
import { orElse } from './unreadable.js';
import { dropUnderWay, type Doubts } from './under-way.js';
import { inPages, PAGE_IDS } from './walk-index.js';

/** How many orders are kept for their second read; when there are more, these are decided first. */
const SUSPECTS_MAX = 10_000;

export interface SuspectsOptions {
  redis: Redis;
  keys: Keys;
  /** Reads all records of these orders. */
  read: (ids: readonly string[]) => Promise<Reading[]>;
  limits: OrderLimits;
  /** Time between the first read of an order and the deciding one. */
  graceMs: number;
}

export interface Suspects {
  /** Takes the orders of a page and keeps the suspicious ones. */
  examine(readings: readonly Reading[]): Promise<void>;
  isFull(): boolean;
  /** Reads all suspicious orders again and returns what is still wrong. None is left afterwards. */
  settle(): Promise<Finding[]>;
}

/**
 * Orders move while they are read, so what looks wrong at one instant need not be wrong: the event of an order may be
 * settled between the read of the order and that of the stream, or the gateway has taken the money and the order is not
 * completed yet. The audit does not stop the system to rule that out. Instead, one read proves nothing:
 *
 * 1. A page of orders is read. An order that waits for its next step is no suspect if its event is under way.
 * 2. The audit leaves a suspicious order alone for the grace time, which is longer than any step takes.
 * 3. It reads the order again, looks for its event everywhere, and reads the order once more: an event that was settled
 *    between the second read and the search has changed the order by the third.
 *
 * A finding is a rule that the same order breaks in all three reads.
 */
export function makeSuspects({ redis, keys, read, limits, graceMs }: SuspectsOptions): Suspects {
  let suspects = new Map<string, Doubt[]>();

  const judge = (readings: readonly Reading[]) => judgeAll(readings, limits);

  /** The doubts that another read confirms. */
  async function confirm(doubts: Doubts): Promise<Map<string, Doubt[]>> {
    const confirmed = new Map<string, Doubt[]>();
    for (const ids of inPages([...doubts.keys()])) {
      for (const [id, now] of judge(await read(ids))) {
        const before = new Set(doubts.get(id)?.map(({ rule }) => rule));
        const same = now.filter(({ rule }) => before.has(rule));
        if (same.length > 0) confirmed.set(id, same);
      }
    }
    return confirmed;
  }

  return {
    async examine(readings) {
      for (const [id, doubts] of await dropUnderWay(redis, keys, judge(readings), 'near')) suspects.set(id, doubts);
    },
    isFull: () => suspects.size >= SUSPECTS_MAX,
    async settle() {
      const before = suspects;
      suspects = new Map();
      if (before.size === 0) return [];
      await after(graceMs);
      const seenTwice = await dropUnderWay(redis, keys, await confirm(before), 'everywhere');
      return describe(redis, keys, await confirm(seenTwice));
    },
  };
}

function judgeAll(readings: readonly Reading[], limits: OrderLimits): Map<string, Doubt[]> {
  const doubts = new Map<string, Doubt[]>();
  const nowMs = Date.now();
  for (const reading of readings) {
    const some = judgeOrder(reading, limits, nowMs);
    if (some.length > 0) doubts.set(reading.id, some);
  }
  return doubts;
}

/** An event that is a dead letter is not lost: a person must replay or purge it, and no repair announces it again. */
async function describe(redis: Redis, keys: Keys, doubts: Doubts): Promise<Finding[]> {
  const waiting = new Set([...doubts].flatMap(([id, some]) => (some.some((one) => one.unlessUnderWay) ? [id] : [])));
  const dead = waiting.size > 0 ? await findDeadLetters(redis, keys, waiting) : new Map<string, string>();
  return [...doubts].flatMap(([id, some]) =>
    some.map(({ unlessUnderWay, remedy, ...doubt }): Finding => {
      const letter = dead.get(id);
      if (unlessUnderWay && letter !== undefined) return { ...doubt, id, what: `${doubt.what}; it is ${letter}` };
      return remedy ? { ...doubt, id, remedy } : { ...doubt, id };
    }),
  );
}

async function findDeadLetters(redis: Redis, keys: Keys, orderIds: ReadonlySet<string>): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const near = new Set([...orderIds].flatMap((id) => Object.values<Flow>(flowsOf(keys.of(id)))));
  const nearStreams = new Set([...near].map(({ stream }) => stream));
  for (const { streams } of streamsByFlow(keys)) {
    const letters = makeAllDeadLetters(
      redis,
      streams.filter(({ stream }) => nearStreams.has(stream)),
    );
    let cursor: string | undefined;
    do {
      const page = await orElse(letters.list({ limit: PAGE_IDS, cursor }), { items: [], next_cursor: null });
      for (const { id, stream, order_id } of page.items)
        if (order_id !== null && orderIds.has(order_id)) found.set(order_id, `the dead letter ${id} of ${stream}`);
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
  }
  return found;
}
