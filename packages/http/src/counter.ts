import { coalesce, keysTogether, listOf, loadScript, nodeOf, type Redis } from '@stockade/redis';
import type { Logger } from 'pino';
import { unavailable } from './problems.js';

/** Far longer than Redis takes, and short for a request that waits for it. */
const COUNT_DEADLINE_MS = 250;

/** Counts per call of the script, because a call blocks Redis meanwhile. */
const COUNTS_PER_CALL_MAX = 1_000;

const countScript = loadScript(new URL('../src/lua/count.lua', import.meta.url), listOf(Number));

export interface Tally {
  count: number;
  /** Until the window ends and counting begins anew. */
  leftMs: number;
}

/** Counts in Redis, so that all replicas of a service count together. */
export interface Counter {
  /** One more, in a window of so many milliseconds. Throws when Redis does not count now or is late. */
  add(key: string, windowMs: number): Promise<Tally>;
  /** One less. */
  takeBack(key: string, windowMs: number): Promise<void>;
}

interface Count {
  key: string;
  windowMs: number;
  step: 1 | -1;
}

/**
 * Counting must not hold up requests: it fails after a quarter of a second, and from then on at once until Redis has answered what
 * is overdue. The log has a line when counting begins to fail and one when it works again.
 *
 * Everything counted in one turn of the event loop is sent in one call, above all the address and the user of a request: with 50
 * orders at a time that took the store 75 µs per order, and 155 µs with a call for each. A call that fails half-way, at a key that is
 * no counter, is repeated and counts some keys twice, which is better than not counting. In a cluster there is a call for each slot,
 * and each primary fails independently.
 */
export function makeCounter(redis: Redis, logger: Logger): Counter {
  /** The client to a cluster stands for the primary of a key while none is known. */
  const nodeAt: NodeAt = (key) => nodeOf(redis, key) ?? redis;
  const tell = makeTeller(nodeAt, logger);
  const byNode = new WeakMap<Redis, (count: Count) => Promise<Tally>>();

  function count(one: Count): Promise<Tally> {
    const node = nodeAt(one.key);
    const known = byNode.get(node) ?? makeCounting(redis, node, tell);
    byNode.set(node, known);
    return known(one);
  }

  return {
    add: (key, windowMs) => count({ key, windowMs, step: 1 }),
    async takeBack(key, windowMs) {
      await count({ key, windowMs, step: -1 });
    },
  };
}

/** Counts what one primary has. */
function makeCounting(redis: Redis, node: Redis, tell: Teller): (count: Count) => Promise<Tally> {
  let overdue = 0;

  async function countAll(batch: readonly Count[]): Promise<Tally[]> {
    if (overdue > 0) throw unavailable();
    const tallies: Tally[] = [];
    const calls = keysTogether(
      redis,
      batch.map(({ key }) => key),
    ).map(async (places) => {
      const counted = await run(places.flatMap((place) => batch[place] ?? []));
      for (const [i, place] of places.entries())
        tallies[place] = { count: counted[2 * i] ?? 0, leftMs: counted[2 * i + 1] ?? 0 };
    });
    await inTime(Promise.all(calls), (late) => (overdue += late ? 1 : -1));
    return tallies;
  }

  function run(counts: readonly Count[]): Promise<number[]> {
    const keys = counts.map(({ key }) => key);
    const args = counts.flatMap(({ windowMs, step }) => [String(windowMs), String(step)]);
    return countScript.run(redis, keys, args);
  }

  return coalesce<Count, Tally>(async (batch) => {
    try {
      const tallies = await countAll(batch);
      tell.works(node);
      return tallies;
    } catch (error) {
      tell.fails(node, batch, error);
      throw error;
    }
  }, COUNTS_PER_CALL_MAX);
}

type NodeAt = (key: string) => Redis;
type Teller = ReturnType<typeof makeTeller>;

/** Tells the log when counting begins to fail at some primary, and when none is left where it fails. */
function makeTeller(nodeAt: NodeAt, logger: Logger) {
  /** A key of each primary that fails: one that has its key no more has been replaced. */
  const failing = new Map<Redis, string>();
  return {
    works(node: Redis): void {
      if (failing.size === 0) return;
      for (const [one, key] of failing) if (one === node || nodeAt(key) !== one) failing.delete(one);
      if (failing.size === 0) logger.info('requests are counted again');
    },
    fails(node: Redis, [first]: readonly Count[], error: unknown): void {
      if (failing.size === 0) logger.warn({ err: error }, 'requests are not counted');
      if (first !== undefined) failing.set(node, first.key);
    },
  };
}

/** Rejects when the answer is late; `onLate` hears that it is, and later that it has come. */
function inTime<Answer>(answer: Promise<Answer>, onLate: (late: boolean) => void): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let isLate = false;
    const giveUp = () => {
      isLate = true;
      onLate(true);
      reject(unavailable());
    };
    // A process that was held up itself finds the time over before it has read the answer that waits in its socket.
    let turn: NodeJS.Immediate | undefined;
    const timer = setTimeout(() => (turn = setImmediate(giveUp)), COUNT_DEADLINE_MS);
    const settled = () => {
      clearTimeout(timer);
      clearImmediate(turn);
      if (isLate) onLate(false);
    };
    answer.finally(settled).then(resolve, reject);
  });
}
