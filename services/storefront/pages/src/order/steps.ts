import type { Order, OrderStatus, Reservation } from '@stockade/client';

/** Where an order can be: its states, and what the warehouse decides in between. */
export const PLACES = ['placed', 'cancelled', 'declined', 'paid', 'short', 'reserved', 'refunded'] as const;
export type Place = (typeof PLACES)[number];

/** A move of an order, and the one that it follows. */
export interface Step {
  place: Place;
  from: Place | null;
  at: string;
  /** Since the step before, as the clocks of the services tell; never negative. */
  tookMs: number | null;
}

const PLACE_OF: Readonly<Record<OrderStatus, Place>> = {
  pending: 'placed',
  completed: 'paid',
  failed: 'declined',
  cancelled: 'cancelled',
  refunded: 'refunded',
};

/** Where a step comes from: an order goes one way only. */
export const COMES_FROM: Readonly<Record<Place, Place | null>> = {
  placed: null,
  cancelled: 'placed',
  declined: 'placed',
  paid: 'placed',
  short: 'paid',
  reserved: 'paid',
  refunded: 'short',
};

/** All steps of an order so far, in sequence. */
export function stepsOf(order: Pick<Order, 'timeline'>, decision: Reservation | undefined): Step[] {
  const times = new Map<Place, string>(order.timeline.map(({ status, at }) => [PLACE_OF[status], at]));
  const refundedAt = times.get('refunded');
  if (decision) times.set(decision.outcome === 'reserved' ? 'reserved' : 'short', decision.at);
  // The decision may not have been read yet, and must have been made.
  else if (refundedAt !== undefined) times.set('short', refundedAt);
  return PLACES.flatMap((place) => {
    const at = times.get(place);
    if (at === undefined) return [];
    const from = COMES_FROM[place];
    const before = from === null ? undefined : times.get(from);
    const tookMs = before === undefined ? null : Math.max(0, Date.parse(at) - Date.parse(before));
    return [{ place, from, at, tookMs }];
  });
}

/** Whether nothing more will happen to an order that has made these steps. */
export const isAtEnd = (steps: readonly Step[]): boolean =>
  steps.some(({ place }) => place !== 'placed' && place !== 'paid' && place !== 'short');
