import { z } from 'zod';
import { IDS } from '../openapi/example-ids.js';
import { toJsonSchema } from '../openapi/schemas.js';
import type { Message } from './asyncapi.js';
import type { StreamDescription } from './streams.js';

/** Said of the fields beside the schemas, which the code that reads entries has no use for. */
const FIELDS: Readonly<Record<string, string>> = {
  id: 'Names the event. UUIDv7.',
  type: 'What happened.',
  source: 'The service that says so.',
  time: 'When, in UTC.',
  subject: 'The order: the same as `data.order_id`.',
  version: 'Of the type. An entry of another version becomes a dead letter.',
  traceparent: 'W3C Trace Context of the request that began it.',
  data: 'The payload as JSON.',
};

const entrySchema = z.object({
  properties: z.record(z.string(), z.record(z.string(), z.unknown())),
  required: z.array(z.string()),
});

/** An event as it stands in its stream: flat fields, all of them texts. */
export function eventMessage({ event: { type, schemas }, summary, example }: StreamDescription): Message {
  const { properties, required } = entrySchema.parse(toJsonSchema(schemas.entry, 'input'));
  const described = Object.entries(properties).map(([name, schema]) => [
    name,
    { description: FIELDS[name], ...schema, ...(name === 'data' && dataAsJson(schemas.data)) },
  ]);
  return {
    name: type,
    title: type,
    summary: `${summary}.`,
    correlationId: { location: '$message.payload#/subject', description: 'The order.' },
    payload: { type: 'object', properties: Object.fromEntries(described), required },
    examples: [{ name: type, payload: { ...example, data: JSON.stringify(example.data) } }],
  };
}

function dataAsJson(schema: z.ZodType) {
  // JSON Schema has contentSchema for this, from a later draft than the one that AsyncAPI 3.0 takes.
  return { contentMediaType: 'application/json', 'x-content-schema': toJsonSchema(schema, 'output') };
}

const TEXT = { type: 'string' };

export function deadLetterMessage(): Message {
  const fields = {
    source_id: { description: 'The id that the entry had in its stream.', ...TEXT },
    group: { description: 'The consumer group that gave it up.', ...TEXT },
    consumer: { description: 'The member of it that held it last.', ...TEXT },
    deliveries: { description: 'How often it was delivered.', ...TEXT, pattern: String.raw`^\d+$` },
    reason: { description: 'Why nobody can process it.', ...TEXT },
    at: { description: 'When it was given up, in milliseconds since 1970.', ...TEXT, pattern: String.raw`^\d+$` },
    fields: { description: 'The entry as it was: a JSON list of names and values in turn.', ...TEXT },
  };
  return {
    name: 'dead-letter',
    title: 'Dead letter',
    summary: 'An entry that nobody could process.',
    payload: { type: 'object', properties: fields, required: Object.keys(fields) },
    examples: [
      {
        name: 'unknown-version',
        payload: {
          source_id: '1772443241512-0',
          group: 'warehouse',
          consumer: 'warehouse-0',
          deliveries: '1',
          reason: 'not an event order-completed v1: version: must be 1',
          at: '1772443241731',
          fields: JSON.stringify(['type', 'order-completed', 'version', '7', 'subject', IDS.order]),
        },
      },
    ],
  };
}
