import { SpanStatusCode, type Span } from '@opentelemetry/api';
import { ATTR_ERROR_TYPE } from '@opentelemetry/semantic-conventions';

/** Notes on a span that what it stands for has thrown. */
export function noteFailure(span: Span, error: unknown): void {
  const known = error instanceof Error ? error : new Error(String(error));
  span.recordException(known);
  span.setAttribute(ATTR_ERROR_TYPE, known.name);
  span.setStatus({ code: SpanStatusCode.ERROR, message: known.message });
}
