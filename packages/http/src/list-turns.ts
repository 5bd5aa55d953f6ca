import pLimit, { type LimitFunction } from 'p-limit';
import { tooManyRequests } from './problems.js';

/** Lists of one user that wait for another of theirs; beyond them the answer is 429. */
const WAITING_PER_USER_MAX = 20;
const RETRY_AFTER_S = 1;
/** Loads of a few items at once, of all users together: what one turn of the event loop has to read and check. */
const LOADS_AT_ONCE = 2;

/** Runs what loads a few items of a list when it is its turn. */
export type InTurn = <Loaded>(load: () => Promise<Loaded>) => Promise<Loaded>;

export interface ListTurns {
  /** Makes a list once the earlier lists of the same user are done. Throws the problem 429 when too many of them wait already. */
  take<List>(userId: string, make: (inTurn: InTurn) => Promise<List>): Promise<List>;
}

/**
 * Lists are the most expensive answers: a page of large orders is megabytes. One list of a user is made at a time, and the lists of
 * different users take turns, a few items each, so that nobody's list delays others for longer than a few items take.
 */
export function makeListTurns(): ListTurns {
  const inTurn = pLimit(LOADS_AT_ONCE);
  const queues = new Map<string, { queue: LimitFunction; lists: number }>();
  return {
    async take(userId, make) {
      const own = queues.get(userId) ?? { queue: pLimit(1), lists: 0 };
      if (own.lists > WAITING_PER_USER_MAX) throw tooManyRequests(RETRY_AFTER_S);
      own.lists += 1;
      queues.set(userId, own);
      try {
        return await own.queue(() => make((load) => inTurn(load)));
      } finally {
        own.lists -= 1;
        if (own.lists === 0) queues.delete(userId);
      }
    },
  };
}
