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

/** What an invariant is checked on, if not on orders. */
const UNITS: Partial<Record<Invariant, string>> = {
  'stock-told-is-kept': 'products',
  'never-negative': 'looks at all stocks',
  'all-at-rest': 'streams',
  'dead-letters-are-poison': 'poisonous entries',
  'one-redis-a-directory': 'attempts',
  'faults-heal': 'faults',
  'index-users': 'keys',
  orphan: 'keys',
  'stock-readable': 'products',
  'stock-balance': 'products',
  'stock-reserved': 'products',
  'transfer-sent': 'places of stock',
  'transfer-taken': 'places of stock',
  'transfer-listed': 'places of stock',
  'pending-long': 'streams',
};

/** What the number of checks of an invariant counts. */
export const unitOf = (invariant: Invariant): string => UNITS[invariant] ?? 'orders';

/** How often each invariant was checked, in its unit. */
export type Checked = Partial<Record<Invariant, number>>;

export const INVARIANT_NAMES = Object.keys(INVARIANTS).filter(isInvariant);

function isInvariant(name: string): name is Invariant {
  return name in INVARIANTS;
}

/** An invariant that does not hold. */
export interface Violation {
  invariant: Invariant;
  /** What was found instead, with the id of the order or product. */
  what: string;
  /** The order that it is about, when it is about one. */
  orderId?: string | undefined;
}
export type Report = (invariant: Invariant, what: string, orderId?: string) => void;
