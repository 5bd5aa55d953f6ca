import type { RedisSetup } from '@stockade/stage';
import type { Verdict } from './judge.js';
import type { Ledger } from './ledger.js';
import type { FaultKind } from './schedule.js';
import type { StockSamples } from './stock-watch.js';

/** What must have happened for a run to mean anything: a system that met none of it would keep every promise. */
export const HAPPENINGS = {
  'killed-in-hand': 'a service was killed with entries in its hand',
  'met-fence': 'a script came late, after another had settled its entry, and changed nothing',
  'delivered-again': 'a settled delivery was repeated and changed nothing',
  'history-again': 'a group was lost, and its history was delivered again',
  'charge-repeated': 'a charge whose answer was lost was asked for again, and taken once',
  declined: 'an order whose payment was declined failed, and nothing was charged',
  'sold-out': 'a product was sold to its last piece',
  refunded: 'an order that was out of stock got its money back',
  cancelled: 'an order was cancelled, and stayed cancelled',
  refused: 'an order was refused, and does not exist',
  'answer-lost': 'a client lost the answer to its order',
  repeated: 'an order was sent again after a lost answer, and accepted',
  replayed: 'an order that was sent again had been placed already, and was not placed twice',
  'poison-buried': 'an entry that nobody can process was put aside',
  'redis-killed': 'Redis was killed, and orders were accepted again',
  'log-torn': 'the log of Redis ended in half a command, and was read all the same',
  'reply-torn': 'a service got half a reply of Redis',
  'command-denied': 'Redis denied a service a command in the middle of its work',
  'wrong-clock': 'an order was placed by a clock that was minutes off',
  'provider-away': 'the payment provider was killed or silent',
  promoted: 'a primary was lost with its data, and a replica was promoted',
  'lost-ahead': 'a primary was lost that had written what no replica had',
} as const;
export type Happening = keyof typeof HAPPENINGS;

const OF_LOST_PRIMARIES: readonly Happening[] = ['promoted', 'lost-ahead'];
const OF_ONE_REDIS: readonly Happening[] = ['redis-killed', 'log-torn', 'reply-torn', 'command-denied', 'wrong-clock'];
export const HAPPENING_NAMES = Object.keys(HAPPENINGS).filter(isHappening);

/** Whether a run on such a Redis can bring it about. */
export function canHappen(happening: Happening, setup: RedisSetup): boolean {
  return !(setup === 'single' ? OF_LOST_PRIMARIES : OF_ONE_REDIS).includes(happening);
}

interface Seen {
  verdict: Pick<Verdict, 'ends' | 'wrongTimes' | 'buried'>;
  ledger: Ledger;
  faults: Partial<Record<FaultKind, number>>;
  stock: StockSamples;
  /** Deliveries that were found settled before, as far as the processes that live at the end have counted them. */
  duplicates: number;
  chargesRepeated: number;
  recoveriesMs: readonly number[];
}

/** How often each of it happened. What could not be seen is not counted, so each number is one that it was at least. */
export function countHappened(seen: Seen): Record<Happening, number> {
  const { verdict, ledger, faults, stock, duplicates, chargesRepeated, recoveriesMs } = seen;
  const { met, lines } = ledger;
  const { unknown, refused } = ledger.counts();
  return {
    'killed-in-hand': met.killedInHand,
    'met-fence': met.cameLate,
    'delivered-again': duplicates,
    'history-again': faults['lose-group'] ?? 0,
    'charge-repeated': chargesRepeated,
    declined: verdict.ends.failed,
    'sold-out': stock.soldOut,
    refunded: verdict.ends.refunded,
    cancelled: lines.filter(({ cancelled }) => cancelled === 'accepted').length,
    refused,
    'answer-lost': unknown + met.repeated,
    repeated: met.repeated,
    replayed: met.replayed,
    'poison-buried': verdict.buried,
    'redis-killed': recoveriesMs.length,
    'log-torn': faults['tear-log'] ?? 0,
    'reply-torn': met.torn,
    'command-denied': met.denied,
    'wrong-clock': verdict.wrongTimes,
    'provider-away': (faults['kill-provider'] ?? 0) + (faults['provider-silent'] ?? 0),
    promoted: met.promoted,
    'lost-ahead': met.lostAhead,
  };
}

function isHappening(name: string): name is Happening {
  return name in HAPPENINGS;
}
