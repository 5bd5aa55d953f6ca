import type { Invariant } from '@stockade/chaos';

/** The promises of the first line of the README, and the invariants that each stands on. */
export const PROMISES: readonly { title: string; invariants: readonly Invariant[] }[] = [
  {
    title: 'Never lost',
    invariants: [
      'accepted-exists-once',
      'order-readable',
      'stuck-pending',
      'stuck-unreserved',
      'stuck-unrefunded',
      'all-at-rest',
      'pending-long',
      'cancelled-stays-cancelled',
      'stock-told-is-kept',
    ],
  },
  {
    title: 'Never processed twice',
    invariants: [
      'unknown-at-most-once',
      'refused-does-not-exist',
      'one-event-per-change',
      'reserved-xor-refunded',
      'legal-steps',
      'order-timeline',
      'order-events',
      'unpaid-settled',
    ],
  },
  {
    title: 'Never oversold',
    invariants: [
      'never-negative',
      'stock-balance',
      'stock-reserved',
      'stock-readable',
      'reservation-lines',
      'not-refused-in-vain',
      'transfer-sent',
      'transfer-taken',
      'transfer-listed',
    ],
  },
  {
    title: 'The money adds up',
    invariants: ['gateway-net', 'refund-record', 'order-total', 'orphan'],
  },
  {
    title: 'The books are whole',
    invariants: [
      'index-orders',
      'index-customer',
      'index-refunds',
      'index-refunds-customer',
      'index-users',
      'record-readable',
      'audit-complete',
    ],
  },
  {
    title: 'It heals, and poison stays apart',
    invariants: ['faults-heal', 'dead-letters-are-poison', 'one-redis-a-directory'],
  },
];
