import type { OrderStatus } from '@stockade/contracts';
import type { Violation } from './invariants.js';

/**
 * What the outside world was told about one order. `refused`: it was told no, or nobody listened; the order must not
 * exist. `unknown`: the answer was lost, or said that nobody can tell now; the order may exist, once.
 */
export type Answer = 'accepted' | 'refused' | 'unknown';

export interface LedgerLine {
  /** Travels with the order as its address, so that an order whose answer was lost can be found again. */
  reference: string;
  /** When it was sent first, ms since 1970. */
  sentAtMs: number;
  answer: Answer;
  orderId: string | null;
  /** What the customer was told when they cancelled; null when they did not. */
  cancelled: Answer | null;
  /** When the last answer came, ms since 1970; null as long as none came. */
  answeredAtMs: number | null;
  /** Statuses that were seen from outside, in the order in which they were seen. */
  seen: OrderStatus[];
}

export interface Met {
  /** Orders that were sent again under their idempotency key because an answer was lost, and accepted in the end. */
  repeated: number;
  /** Those of them that had been placed already. */
  replayed: number;
  /** Replies of Redis of which a service got half. */
  torn: number;
  /** Commands that Redis denied to a service. */
  denied: number;
  /** Services that were killed with entries in their hand, and those entries. */
  killedInHand: number;
  entriesInHand: number;
  /** Entries that another consumer settled while the one that had them was frozen, whose script then came late and met the fence. */
  cameLate: number;
  /** Primaries that were lost with their data and in whose place a replica was promoted. */
  promoted: number;
  /** Those of them that had written what no replica had. */
  lostAhead: number;
}

/** All that was asked and answered during a run. */
export interface Ledger {
  readonly lines: LedgerLine[];
  /** Entries that were put into streams and that nobody can process, by the reference that they carry: the stream. */
  readonly poison: Map<string, string>;
  /** Of those, the ones of which nobody knows whether they got there. */
  readonly doubtfulPoison: Set<string>;
  /** The stock of a product that nobody buys: what was confirmed last, and what may have been set since. */
  shelf: { productId: string; confirmed: number; doubtful: number[] } | undefined;
  /** The products whose stock was set while they were sold. */
  readonly restocked: Set<string>;
  /** What the faults themselves found. */
  readonly violations: Violation[];
  /** What came of the faults: a run that met none of it proves little. */
  readonly met: Met;
  counts(): Record<Answer, number>;
}

export function makeLedger(): Ledger {
  const lines: LedgerLine[] = [];
  return {
    lines,
    poison: new Map(),
    shelf: undefined,
    doubtfulPoison: new Set(),
    restocked: new Set(),
    violations: [],
    met: makeMet(),
    counts() {
      const counts = { accepted: 0, refused: 0, unknown: 0 };
      for (const { answer } of lines) counts[answer] += 1;
      return counts;
    },
  };
}

function makeMet(): Met {
  const lost = { promoted: 0, lostAhead: 0 };
  return { repeated: 0, replayed: 0, torn: 0, denied: 0, killedInHand: 0, entriesInHand: 0, cameLate: 0, ...lost };
}
