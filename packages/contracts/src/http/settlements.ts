import type { ReservationOutcome } from '../order-states.js';

/** What the warehouse decided about an order. */
export interface ReservationView {
  order_id: string;
  outcome: ReservationOutcome;
  lines: { product_id: string; quantity: number }[];
  at: string;
}

/** Money given back for an order that the warehouse could not serve. */
export interface RefundView {
  order_id: string;
  amount: number;
  currency: string;
  reason: string;
  status: 'refunded';
  created_at: string;
}
