import type { OrderStory } from '@stockade/client';
import type { Step } from '../../order/steps.js';
import { CopyButton, Panel } from '../../parts/panel.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { storyCurl } from './queries.js';
import { useStory } from './use-story.js';
import { Waterfall } from './waterfall.js';

/** The attribute of the spans that handle an event, by which a trace viewer finds those of an order. */
const ORDER_ATTRIBUTE = 'messaging.message.conversation_id';

/** The times of an order as a waterfall, and the trace that it belongs to. */
export function TracePanel({ orderId, steps }: { orderId: string; steps: readonly Step[] }) {
  const { data: story, error } = useStory(orderId, steps.length);
  return (
    <Panel title="Its trace" json={story && { trace: story.trace, steps }} curl={storyCurl(orderId)}>
      <Waterfall steps={steps} />
      {story && <Trace trace={story.trace} orderId={orderId} />}
      {!story && error && <ProblemNote error={error} />}
      {!story && !error && <div aria-busy="true" className="skeleton mt-5 h-28" />}
    </Panel>
  );
}

function Trace({ trace, orderId }: { trace: OrderStory['trace']; orderId: string }) {
  if (trace === null)
    return <p className="mt-5 text-muted">An older version placed this order, and kept no trace of it.</p>;
  const { trace_id: traceId, traceparent, sampled: isSampled, exported: isExported } = trace;
  return (
    <div className="mt-5 grid gap-2 border-t border-line pt-4">
      <Copyable name="Trace" text={traceId} />
      <Copyable name="traceparent" text={traceparent} />
      {isExported && isSampled && <Copyable name="Attribute of its spans" text={`${ORDER_ATTRIBUTE}=${orderId}`} />}
      <p className="mt-1 text-sm text-muted">{hintOf(isExported, isSampled)}</p>
    </div>
  );
}

function hintOf(isExported: boolean, isSampled: boolean): string {
  if (!isExported)
    return (
      'This shop sends its spans nowhere. With OTEL_EXPORTER_OTLP_ENDPOINT set for its services, each row above is a span ' +
      'of an order’s trace.'
    );
  if (!isSampled) return 'Whoever ordered asked that this trace is not recorded, so there are no spans of it.';
  return 'This shop sends its spans to a collector. There, search for the id of the trace, or for the attribute: each row above is a span.';
}

function Copyable({ name, text }: { name: string; text: string }) {
  return (
    <div className="grid items-center gap-x-4 sm:grid-cols-[11rem_minmax(0,1fr)]">
      <span className="text-sm text-muted">{name}</span>
      <span className="flex items-center gap-2">
        <code className="min-w-0 font-mono text-sm [overflow-wrap:anywhere]">{text}</code>
        <CopyButton text={text} className="shrink-0" />
      </span>
    </div>
  );
}
