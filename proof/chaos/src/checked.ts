import { allFlows, type Keys, type OrderStatus } from '@stockade/contracts';
import type { AuditSummary } from '@stockade/operations';
import { unitOf, INVARIANT_NAMES, type Checked } from './invariants.js';
import type { Ledger } from './ledger.js';
import type { FaultKind } from './schedule.js';

interface Looked {
  keys: Keys;
  ledger: Ledger;
  /** Orders that exist. */
  orders: number;
  ends: Record<OrderStatus, number>;
  audit: AuditSummary;
  /** Orders that were refused for want of stock. */
  rejected: number;
  stockLooks: number;
  poison: number;
  faults: Partial<Record<FaultKind, number>>;
}

/** On how many of its unit each invariant was checked: what nothing was there for counts as not checked. */
export function countChecked(looked: Looked): Checked {
  const { keys, ledger, orders, ends, audit, rejected, stockLooks, poison, faults } = looked;
  const { accepted, refused, unknown } = ledger.counts();
  const paid = ends.completed + ends.refunded;
  const told = ledger.lines.filter(({ cancelled }) => cancelled === 'accepted' || cancelled === 'refused').length;
  const streams = allFlows(keys).length;
  const places = keys.stocks.length > 1 ? keys.stocks.length : 0;
  const byUnit: Readonly<Record<string, number>> = {
    orders,
    products: audit.products,
    streams,
    keys: audit.keys,
    'places of stock': places,
  };
  const own: Partial<Checked> = {
    'accepted-exists-once': accepted,
    'refused-does-not-exist': refused,
    'unknown-at-most-once': unknown,
    'cancelled-stays-cancelled': told,
    'stock-told-is-kept': ledger.shelf === undefined ? 0 : 1,
    'not-refused-in-vain': rejected,
    'never-negative': stockLooks,
    'dead-letters-are-poison': poison,
    'one-redis-a-directory': faults['start-twice'] ?? 0,
    'faults-heal': Object.values(faults).reduce((sum, count) => sum + count, 0),
    'unpaid-settled': ends.failed + ends.cancelled + ends.pending,
    'reserved-xor-refunded': paid,
    'reservation-lines': paid,
    'refund-record': ends.refunded,
    'stuck-unrefunded': rejected,
    'index-refunds': ends.refunded,
    'index-refunds-customer': ends.refunded,
  };
  return Object.fromEntries(
    INVARIANT_NAMES.map((invariant) => [invariant, own[invariant] ?? byUnit[unitOf(invariant)] ?? 0]),
  );
}
