import { z } from 'zod';
import { createSchema, type oas31, type ZodOpenApiOverrideContext } from 'zod-openapi';

/** The JSON schema of a zod schema. What is named with `.meta({ id })` is referred to as OpenAPI does. */
export function toJsonSchema(schema: z.ZodType, io: 'input' | 'output'): oas31.SchemaObject | oas31.ReferenceObject {
  return createSchema(schema, { io, opts: { override: improve } }).schema;
}

/** What says nothing about the values that are taken. */
const KEPT = new Set(['description', 'default']);

/** Says what a client may send where a transform hides it, and leaves unsaid that an integer is no larger than 2^53. */
export function improve({ jsonSchema, zodSchema, io }: ZodOpenApiOverrideContext): void {
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  const accepts = z.globalRegistry.get(zodSchema)?.['accepts'];
  if (!(accepts instanceof z.ZodType)) return;
  const kept = Object.entries(jsonSchema).filter(([key]) => KEPT.has(key));
  for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
  Object.assign(jsonSchema, Object.fromEntries(kept), toJsonSchema(accepts, io));
}
