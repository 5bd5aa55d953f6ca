import { z } from 'zod';

export const ORDER_STATUSES = ['pending', 'completed', 'failed', 'cancelled', 'refunded'] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];
export const orderStatusSchema = z.enum(ORDER_STATUSES);

/** All legal transitions. Each script checks its own again, in Redis; a test compares the two. */
export const ORDER_TRANSITIONS: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  pending: ['completed', 'failed', 'cancelled'],
  completed: ['refunded'],
  failed: [],
  cancelled: [],
  refunded: [],
};

export function canMove(from: OrderStatus, to: OrderStatus): boolean {
  return ORDER_TRANSITIONS[from].includes(to);
}

/** Whether no status can follow. */
export function isFinal(status: OrderStatus): boolean {
  return ORDER_TRANSITIONS[status].length === 0;
}

/** What an order keeps of its moves: the time of each that it has made, in milliseconds since 1970. */
export interface OrderTimes {
  created_at: number;
  completed_at?: number | undefined;
  failed_at?: number | undefined;
  cancelled_at?: number | undefined;
  refunded_at?: number | undefined;
}

/** The moves that an order has made. Legal moves go forward in the list of statuses, so that is their order. */
export function movesOf(order: OrderTimes): { status: OrderStatus; atMs: number }[] {
  const times: Readonly<Record<OrderStatus, number | undefined>> = {
    pending: order.created_at,
    completed: order.completed_at,
    failed: order.failed_at,
    cancelled: order.cancelled_at,
    refunded: order.refunded_at,
  };
  return ORDER_STATUSES.flatMap((status) => {
    const atMs = times[status];
    return atMs === undefined ? [] : [{ status, atMs }];
  });
}

/** The warehouse's decision on an order: the whole order or nothing is reserved. */
export const RESERVATION_OUTCOMES = ['reserved', 'rejected'] as const;
export type ReservationOutcome = (typeof RESERVATION_OUTCOMES)[number];
