import { z } from 'zod';

/** The events of an order, in the sequence in which it causes them. */
export const orderEventTypeSchema = z.enum(['order-placed', 'order-completed', 'refund-initiated']);

/**
 * What an order stores about its events, as one text of some 70 characters, because each field of a hash takes 50 bytes besides its
 * content. It begins with the traceparent of the events, as base64url without its version. Then comes, for each event, a letter and
 * the id of its entry, as in `…p1795717213871-0c12-0r40-1`; after the first id, milliseconds count from the first entry. The scripts
 * that write the status append to it.
 *
 * It must not hold up an order: a script that cannot read it leaves it as it is, and then an event may be missing.
 */
const KEPT = /^([\w-]{34})p(\d+)-(\d+)(?:c(-?\d+)-(\d+))?(?:r(-?\d+)-(\d+))?$/;
const TRACE_HEX = 32;
const PARENT_HEX = 16;

/** An event that an order has caused, and when it was appended, in milliseconds since 1970. */
export interface KeptEvent {
  type: z.infer<typeof orderEventTypeSchema>;
  /** Of its entry in the stream. */
  id: string;
  atMs: number;
}

export interface OrderTrace {
  traceparent: string;
  events: KeptEvent[];
}

/** How an order stores a valid traceparent; place-order.lua appends the id of the first entry. */
export function keepTraceparent(traceparent: string): string {
  return `${Buffer.from(traceparent.slice(3).replaceAll('-', ''), 'hex').toString('base64url')}p`;
}

/** Null for a text that no version has written. */
export function parseOrderTrace(kept: string): OrderTrace | null {
  const [, trace, ms, sequence, ...later] = KEPT.exec(kept) ?? [];
  if (trace === undefined) return null;
  const hex = Buffer.from(trace, 'base64url').toString('hex');
  const firstMs = Number(ms);
  const [completedMs, completedSequence, refundMs, refundSequence] = later;
  const parentEnd = TRACE_HEX + PARENT_HEX;
  return {
    traceparent: `00-${hex.slice(0, TRACE_HEX)}-${hex.slice(TRACE_HEX, parentEnd)}-${hex.slice(parentEnd)}`,
    events: [
      ...keptEvent('order-placed', firstMs, sequence),
      ...keptEvent('order-completed', firstMs + Number(completedMs), completedSequence),
      ...keptEvent('refund-initiated', firstMs + Number(refundMs), refundSequence),
    ],
  };
}

function keptEvent(type: KeptEvent['type'], atMs: number, sequence: string | undefined): KeptEvent[] {
  return sequence === undefined ? [] : [{ type, id: `${atMs}-${sequence}`, atMs }];
}
