import type { Server } from 'node:http';
import { setTimeout as after } from 'node:timers/promises';
import { diag, DiagLogLevel, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { ATTR_SERVICE_NAME } from '@opentelemetry/semantic-conventions';
import type { Event } from '@stockade/contracts';
import { observeScripts } from '@stockade/redis';
import type { Handler } from '@stockade/streams';
import { traceHandler, type Consumption } from './entries.js';
import { OF_A_SERVICE, traceRequests, type TracedRequests } from './requests.js';
import { traceScripts } from './scripts.js';

/** How long a stopping service waits for a collector to take the last spans. */
const FAREWELL_MS = 1_000;
/** Between two complaints about a collector that takes no spans. */
const COMPLAINT_INTERVAL_MS = 60_000;

export interface TracingOptions {
  /** The name of the service. */
  service: string;
  /** Base address of the collector, which takes OTLP over HTTP. */
  endpoint: string;
  /** Told now and then that spans cannot be sent. */
  onError: (message: string) => void;
}

/** How a service is traced. */
export interface Tracing {
  /** Gives requests to this server a span; by default all but what machines ask. */
  requests(server: Server, traced?: TracedRequests): void;
  /** A handler that gives each entry a span. */
  handler<Data>(handler: Handler<Event<Data>>, consumption: Consumption): Handler<Event<Data>>;
  /** Sends what is left, for a second at most. */
  stop(): Promise<void>;
}

/**
 * Sends spans of requests, entries and scripts of this process to a collector. They are sent in the background, a batch at a
 * time; while the collector is away they are kept up to a bound and then dropped. The other variables of OpenTelemetry, such as
 * `OTEL_TRACES_SAMPLER` and `OTEL_EXPORTER_OTLP_HEADERS`, are read by its own SDK.
 */
export function startTracing({ service, endpoint, onError }: TracingOptions): Tracing {
  tellErrors(onError);
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`;
  const named = resourceFromAttributes({ [ATTR_SERVICE_NAME]: service, 'service.namespace': 'stockade' });
  const provider = new NodeTracerProvider({
    // What the environment says of the resource wins.
    resource: defaultResource()
      .merge(named)
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter({ url }))],
  });
  provider.register();
  const tracer = trace.getTracer('stockade');
  traceScripts(tracer);
  return {
    requests: (server, traced = OF_A_SERVICE) => traceRequests(server, tracer, traced),
    handler: (handler, consumption) => traceHandler(handler, consumption, tracer),
    async stop() {
      observeScripts(null);
      const sent = provider.shutdown().catch(() => 'the collector is away');
      await Promise.race([sent, after(FAREWELL_MS)]);
    },
  };
}

/** A collector that is away would say so with each batch. */
function tellErrors(onError: (message: string) => void): void {
  let toldAt = -Infinity;
  const tell = (message: string) => {
    if (performance.now() - toldAt < COMPLAINT_INTERVAL_MS) return;
    toldAt = performance.now();
    onError(message);
  };
  const silent = () => {};
  diag.setLogger({ error: tell, warn: tell, info: silent, debug: silent, verbose: silent }, DiagLogLevel.WARN);
}
