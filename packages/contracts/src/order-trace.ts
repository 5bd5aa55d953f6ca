import { z } from 'zod';

/** The events of an order, in the sequence in which it causes them. */
export const orderEventTypeSchema = z.enum(['order-placed', 'order-completed', 'refund-initiated']);

/**
 * What an order keeps of its events, as one text of some 70 characters, because a field of a hash of its own takes 50 bytes
 * besides its content: the traceparent that the events carry, as base64url without its version, then for each event a letter
 * and the id of its entry, as in `…p1795717213871-0c12-0r40-1`. Milliseconds are those since the first entry, except in the
 * first. The scripts that write the status add to it.
 *
 * No order waits because of it: whoever cannot read it leaves it as it is, and an event may be missing then.
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

/** How an order keeps a valid traceparent; place-order.lua puts the id of the first entry behind it. */
export function keepTraceparent(traceparent: string): string {
  return `${Buffer.from(traceparent.slice(3).replaceAll('-', ''), 'hex').toString('base64url')}p`;
}

/** Null for what no version has written. */
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
