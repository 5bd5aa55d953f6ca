import { trace, type Context, type Span } from '@opentelemetry/api';
import { parseTraceparent } from '@stockade/contracts';

/** The context with the span of a valid traceparent as the parent; without one it is as it was. */
export function withParent(context: Context, traceparent: string | undefined): Context {
  const [, traceId, spanId, flags] = parseTraceparent(traceparent)?.split('-') ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return context;
  const traceFlags = Number.parseInt(flags, 16);
  return trace.setSpanContext(context, { traceId, spanId, traceFlags, isRemote: true });
}

/** What names a span as the parent of others. */
export function traceparentOf(span: Span): string {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}
