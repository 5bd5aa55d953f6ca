import { z } from 'zod';
import { takeRandomness } from './randomness.js';

/** W3C Trace Context, section 3.2: version, trace id, parent id and flags; a later version may have more behind them. */
const TRACEPARENT = /^(?!ff)([\da-f]{2})-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-([\da-f]{2})(-.*)?$/;
/** The flags that are known: sampled, and that the trace id is random. Others are not passed on. */
const KNOWN_FLAGS = 0b11;
const SAMPLED_FLAG = 0b01;
/** So that whoever reads the events may record: whether it does is for it to say. */
const MAY_BE_RECORDED = '01';

const TRACE_BYTES = 16;
const PARENT_BYTES = 8;

/** A `traceparent` of version 00, whatever the version of the one that was sent; null for one that is invalid. */
export function parseTraceparent(text: string | undefined): string | null {
  const [, version, trace, parent, flags = '', more] = (text !== undefined && TRACEPARENT.exec(text)) || [];
  if (trace === undefined || (version === '00' && more !== undefined)) return null;
  const known = Number.parseInt(flags, 16) & KNOWN_FLAGS;
  return `00-${trace}-${parent}-0${known}`;
}

/** The `traceparent` of a trace that begins here. */
export function newTraceparent(): string {
  const random = takeRandomness(TRACE_BYTES + PARENT_BYTES).toString('hex');
  // All zeroes would be invalid, and are less likely than a broken disk.
  return `00-${random.slice(0, 2 * TRACE_BYTES)}-${random.slice(2 * TRACE_BYTES)}-${MAY_BE_RECORDED}`;
}

/** The id of the trace that a valid `traceparent` belongs to. */
export function traceIdOf(traceparent: string): string {
  return traceparent.slice(3, 3 + 2 * TRACE_BYTES);
}

/** Whether its caller wants the trace of a valid `traceparent` to be recorded. */
export function isSampled(traceparent: string): boolean {
  return (Number.parseInt(traceparent.slice(-2), 16) & SAMPLED_FLAG) !== 0;
}

/** The id of a trace as HTTP answers it. */
export const traceIdSchema = z.string().regex(/^[0-9a-f]{32}$/);
