import { context, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Span, type Tracer } from '@opentelemetry/api';
import type { Event } from '@stockade/contracts';
import type { Delivery, Handler, Outcome } from '@stockade/streams';
import { rememberBatch } from './batch.js';
import { noteFailure } from './failures.js';
import { traceparentOf, withParent } from './traceparent.js';

/** Who consumes what. */
export interface Consumption {
  stream: string;
  /** The type of its events. */
  type: string;
  group: string;
  consumer: string;
}

/**
 * Gives the handling of each entry a span, and has the event name that span instead, so that what the handler emits comes
 * behind it. It is a child of the span that emitted the event, and not only linked to it: an order is one trace then. The
 * entries of a batch have a span each, over the same time.
 */
export function traceHandler<Data>(
  handler: Handler<Event<Data>>,
  consumption: Consumption,
  tracer: Tracer,
): Handler<Event<Data>> {
  const begin = (delivery: Delivery<Event<Data>>) => beginEntry(delivery, consumption, tracer);
  if (handler.kind === 'each')
    return {
      kind: 'each',
      async handle(delivery, signal) {
        const { span, traced } = begin(delivery);
        const [outcome] = await ended([span], async (): Promise<[Outcome]> => [await handler.handle(traced, signal)]);
        return outcome;
      },
    };
  return {
    kind: 'batch',
    handle(deliveries, signal) {
      const begun = deliveries.map(begin);
      const traced = begun.map((one) => one.traced);
      return ended(
        begun.map(({ span }) => span),
        () => handler.handle(traced, signal),
      );
    },
  };
}

function beginEntry<Data>(delivery: Delivery<Event<Data>>, consumption: Consumption, tracer: Tracer) {
  const { stream, type, group, consumer } = consumption;
  const { event } = delivery;
  // Some of these names are not settled yet, so they stand here and not in the package of the settled ones. `system` was
  // renamed to `system.name` in version 1.45, and tools know either.
  const attributes = {
    'messaging.system': 'redis',
    'messaging.system.name': 'redis',
    'messaging.operation.name': 'process',
    'messaging.operation.type': 'process',
    'messaging.destination.name': stream,
    'messaging.consumer.group.name': group,
    'messaging.client.id': consumer,
    'messaging.message.id': delivery.id,
    'messaging.message.conversation_id': event.subject,
    'stockade.deliveries': delivery.deliveries,
  };
  const parent = withParent(ROOT_CONTEXT, event.traceparent);
  const span = tracer.startSpan(`process ${type}`, { kind: SpanKind.CONSUMER, attributes }, parent);
  return { span, traced: { ...delivery, event: { ...event, traceparent: traceparentOf(span) } } };
}

/** Runs it in the context of the spans, and ends each with its outcome. */
async function ended<Outcomes extends readonly Outcome[]>(
  spans: readonly Span[],
  run: () => Promise<Outcomes>,
): Promise<Outcomes> {
  const [first] = spans;
  const inside = first === undefined ? ROOT_CONTEXT : trace.setSpan(ROOT_CONTEXT, first);
  rememberBatch(spans);
  try {
    const outcomes = await context.with(inside, run);
    for (const [i, span] of spans.entries()) noteOutcome(span, outcomes[i]);
    return outcomes;
  } catch (error) {
    for (const span of spans) noteFailure(span, error);
    throw error;
  } finally {
    for (const span of spans) span.end();
  }
}

function noteOutcome(span: Span, outcome: Outcome | undefined): void {
  if (outcome === undefined) return;
  if (typeof outcome === 'string') span.setAttribute('stockade.outcome', outcome);
  else if ('retry' in outcome) noteFailure(span, outcome.retry);
  else {
    span.setAttribute('stockade.outcome', 'dead');
    span.setStatus({ code: SpanStatusCode.ERROR, message: outcome.dead });
  }
}
