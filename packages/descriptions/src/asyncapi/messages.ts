import { z } from 'zod';
import { IDS } from '../openapi/example-ids.js';
import { toJsonSchema } from '../openapi/schemas.js';
import type { Message } from './asyncapi.js';
import type { StreamDescription } from './streams.js';

/** Said of the attributes of an event beside the schemas, which the code that reads entries has no use for. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  id: 'Names the event. UUIDv7.',
  type: 'What happened.',
  source: 'The service that says so.',
  time: 'When, in UTC.',
  version: 'Of the type. An entry of another version becomes a dead letter.',
  traceparent: 'W3C Trace Context of the request that began it.',
  data: 'What happened, in full.',
};

const propertiesSchema = z.object({ properties: z.record(z.string(), z.record(z.string(), z.unknown())) });

/** An event as it stands in its stream: an entry of two fields, both of them texts. */
export function eventMessage({ event: { type, schemas }, summary, example }: StreamDescription): Message {
  const { properties } = propertiesSchema.parse(toJsonSchema(schemas.entry, 'input'));
  const { subject, ...event } = example;
  return {
    name: type,
    title: type,
    summary: `${summary}.`,
    correlationId: { location: '$message.payload#/subject', description: 'The order.' },
    payload: {
      type: 'object',
      properties: {
        subject: { description: 'The order: the same as `data.order_id` of the event.', ...properties['subject'] },
        event: { description: 'The event as JSON.', ...properties['event'], ...asJson(schemas.event) },
      },
      required: Object.keys(properties),
    },
    examples: [{ name: type, payload: { subject, event: JSON.stringify(event) } }],
  };
}

function asJson(schema: z.ZodType) {
  const { properties, ...event } = z.looseObject(propertiesSchema.shape).parse(toJsonSchema(schema, 'output'));
  const described = Object.entries(properties).map(([name, attribute]): [string, unknown] => [
    name,
    { description: ATTRIBUTES[name], ...attribute },
  ]);
  // JSON Schema has contentSchema for this, from a later draft than the one that AsyncAPI 3.0 takes.
  return {
    contentMediaType: 'application/json',
    'x-content-schema': { ...event, properties: Object.fromEntries(described) },
  };
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
          reason: 'not an event order-completed v1: event.version: must be 1',
          at: '1772443241731',
          fields: JSON.stringify(['subject', IDS.order, 'event', '{"type":"order-completed","version":7}']),
        },
      },
    ],
  };
}
