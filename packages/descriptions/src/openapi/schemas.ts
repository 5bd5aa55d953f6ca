import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { JsonSchema } from './openapi.js';

/** The schemas of one document. What is named with `.meta({ id })` is written once, and referred to. */
export interface SchemaBook {
  /** What a client may send. */
  input(schema: z.ZodType): JsonSchema;
  /** What a service answers: objects have what is described and nothing else. */
  output(schema: z.ZodType): JsonSchema;
  /** All that was named so far, in the order of the names. */
  named(): Record<string, JsonSchema>;
}

export function makeSchemaBook(): SchemaBook {
  const named = new Map<string, JsonSchema>();

  function convert(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    const { schema: converted, definitions } = toJsonSchema(schema, io);
    for (const [name, definition] of Object.entries(definitions)) {
      const known = named.get(name);
      if (known !== undefined && !isDeepStrictEqual(known, definition))
        throw new Error(`two different schemas are named ${name}; give one of them another id`);
      named.set(name, definition);
    }
    return converted;
  }

  return {
    input: (schema) => convert(schema, 'input'),
    output: (schema) => convert(schema, 'output'),
    named: () => Object.fromEntries([...named].toSorted(([one], [other]) => (one < other ? -1 : 1))),
  };
}

/** The JSON schema of a zod schema, and of those named in it, with references as OpenAPI has them. */
export function toJsonSchema(schema: z.ZodType, io: 'input' | 'output') {
  // A schema that is named is written where it stands when it is the whole; as a part it is referred to.
  const { items, $defs = {} } = z.toJSONSchema(z.array(schema), { io, override: improve(io) });
  const { converted, definitions } = parseConverted({ converted: items, definitions: $defs });
  return { schema: converted, definitions };
}

const jsonObject = z.record(z.string(), z.unknown());
const convertedSchema = z.object({ converted: jsonObject, definitions: z.record(z.string(), jsonObject) });

function parseConverted(generated: unknown): z.infer<typeof convertedSchema> {
  return convertedSchema.parse(JSON.parse(JSON.stringify(generated).replaceAll('"#/$defs/', '"#/components/schemas/')));
}

/** What says nothing about the values that are taken. */
const KEPT = new Set(['description', 'default']);

/** Says what a client may send where a transform hides it, and leaves unsaid that an integer is no larger than 2^53. */
const improve =
  (io: 'input' | 'output') =>
  ({ jsonSchema }: { jsonSchema: Record<string, unknown> }): void => {
    delete jsonSchema['id'];
    if (jsonSchema['maximum'] === Number.MAX_SAFE_INTEGER) delete jsonSchema['maximum'];
    if (jsonSchema['minimum'] === Number.MIN_SAFE_INTEGER) delete jsonSchema['minimum'];
    const { accepts } = jsonSchema;
    if (!(accepts instanceof z.ZodType)) return;
    for (const key of Object.keys(jsonSchema)) if (!KEPT.has(key)) delete jsonSchema[key];
    Object.assign(jsonSchema, toJsonSchema(accepts, io).schema);
  };
