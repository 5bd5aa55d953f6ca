import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { freePort } from '@stockade/testing';
import { z } from 'zod';

/** OTLP over HTTP as JSON (opentelemetry-proto, trace/v1/trace.proto): of each span what tests look at. */
const valueSchema = z
  .object({ stringValue: z.string(), intValue: z.coerce.number() })
  .partial()
  .transform(({ stringValue, intValue }) => stringValue ?? intValue);
const attributesSchema = z
  .array(z.object({ key: z.string(), value: valueSchema }))
  .transform((list) => Object.fromEntries(list.map(({ key, value }) => [key, value])));
const spanSchema = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  kind: z.number(),
  attributes: attributesSchema,
});
const exportSchema = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: attributesSchema }),
      scopeSpans: z.array(z.object({ spans: z.array(spanSchema) })),
    }),
  ),
});

interface CollectedSpan extends z.infer<typeof spanSchema> {
  service: unknown;
}

/** Receives spans as a collector does, and keeps them. */
export async function startCollector() {
  const spans: CollectedSpan[] = [];
  const port = await freePort();
  async function take(req: IncomingMessage, res: ServerResponse): Promise<void> {
    if (req.url !== '/v1/traces') throw new Error(`spans go to /v1/traces, not ${req.url}`);
    const { resourceSpans } = exportSchema.parse(JSON.parse(await text(req)));
    for (const { resource, scopeSpans } of resourceSpans)
      for (const scope of scopeSpans)
        for (const span of scope.spans) spans.push({ ...span, service: resource.attributes['service.name'] });
    res.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  }
  const server = createServer((req, res) => {
    take(req, res).catch((error: unknown) => res.writeHead(400).end(String(error)));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${port}`,
    spansOf: (traceId: string) => spans.filter((span) => span.traceId === traceId),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A collector that takes what it is sent and answers nothing. */
export async function startSilentCollector() {
  const server = createServer(() => {});
  const port = await freePort();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
