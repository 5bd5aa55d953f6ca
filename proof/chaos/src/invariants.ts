import { RULES } from '@stockade/operations';

/** What must hold once all is quiet: what the outside world was told, and the rules that the audit holds all records to. */
export const INVARIANTS = {
  'accepted-exists-once': 'an order that was accepted exists, once',
  'refused-does-not-exist': 'an order that was refused does not exist',
  'unknown-at-most-once': 'an order whose answer was lost exists at most once',
  'legal-steps':
    'an order was seen to go by legal steps only, and none of its times is before the one of the step before',
  'cancelled-stays-cancelled': 'an order whose cancellation was confirmed ends cancelled',
  'stock-told-is-kept': 'a stock that was confirmed and that nobody buys from is what it was set to',
  'not-refused-in-vain': 'nobody was refused for want of pieces that are still there',
  'never-negative': 'stock was never seen below zero',
  'one-event-per-change': 'every change was announced once, and every announcement has its change',
  'all-at-rest': 'nothing is pending and everything was read',
  'dead-letters-are-poison': 'the dead letters are exactly the poison that was put in',
  'one-redis-a-directory': 'a second Redis was refused where one works, and the one did not notice',
  'faults-heal': 'what was killed came back by itself',
  'audit-complete': 'the audit saw every order, and compared the stock of every product',
  ...RULES,
} as const;
export type Invariant = keyof typeof INVARIANTS;

/** An invariant that does not hold. */
export interface Violation {
  invariant: Invariant;
  /** What was found instead, with the id of the order or product. */
  what: string;
}
export type Report = (invariant: Invariant, what: string) => void;
