/** How one sending of an order ended. */
export type Attempt = 'no-answer' | 'not-now' | 'placed' | 'placed-before';

export interface SentOrder {
  /** The Idempotency-Key, the same for all attempts. */
  key: string;
  attempts: readonly Attempt[];
}

const REMEMBERED_MAX = 20;

/** The orders that this tab has sent, newest last, by id. */
const sent = new Map<string, SentOrder>();

export function rememberSent(orderId: string, order: SentOrder): void {
  sent.set(orderId, order);
  const [oldest] = sent.keys();
  if (sent.size > REMEMBERED_MAX && oldest !== undefined) sent.delete(oldest);
}

/** How often this tab had to send an order, or null for one that it has not sent. */
export const attemptsFor = (orderId: string): SentOrder | null => sent.get(orderId) ?? null;
