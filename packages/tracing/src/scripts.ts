import { context, SpanKind, trace, type Tracer } from '@opentelemetry/api';
import {
  ATTR_DB_OPERATION_NAME,
  ATTR_DB_STORED_PROCEDURE_NAME,
  ATTR_DB_SYSTEM_NAME,
} from '@opentelemetry/semantic-conventions';
import { observeScripts } from '@stockade/redis';
import { othersOfBatch } from './batch.js';
import { noteFailure } from './failures.js';

const OPERATION = 'EVALSHA';

/**
 * Gives each run of a script a span, if it is part of a request or of the handling of an entry; housekeeping has none. A script
 * for several entries is a child of the first one's span, and links to the others.
 */
export function traceScripts(tracer: Tracer): void {
  observeScripts(async (name, run) => {
    const parent = context.active();
    const caller = trace.getSpan(parent);
    if (caller === undefined) return run();
    const attributes = {
      [ATTR_DB_SYSTEM_NAME]: 'redis',
      [ATTR_DB_OPERATION_NAME]: OPERATION,
      [ATTR_DB_STORED_PROCEDURE_NAME]: name,
    };
    const links = othersOfBatch(caller).map((other) => ({ context: other.spanContext() }));
    const span = tracer.startSpan(`${OPERATION} ${name}`, { kind: SpanKind.CLIENT, attributes, links }, parent);
    try {
      return await run();
    } catch (error) {
      noteFailure(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}
