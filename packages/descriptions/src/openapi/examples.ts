import type { Route } from '@stockade/http';
import { z } from 'zod';
import type { oas31 } from 'zod-openapi';
import { IDS } from './example-ids.js';
import { ANSWERS, PARAMETERS, REQUESTS } from './example-shop.js';

export const EXAMPLE_REQUEST_ID = IDS.request;

/** Answers for which not every example of their schema will do. */
const FITTING: Readonly<Record<string, readonly string[]>> = {
  'post /orders 201': ['pending'],
  'post /orders/:id/cancel 200': ['cancelled'],
  'get /health/ready 200': ['ready'],
  'get /health/ready 503': ['unavailable'],
};

/** Throws when there is none: a description without examples is half a description. */
export function parameterExample(name: string): string {
  return PARAMETERS[name] ?? missing(`the parameter "${name}"`);
}

/** What may be sent for a schema. Throws when there is no example. */
export function requestExamples(schema: z.ZodType): oas31.ExamplesObject {
  return toNamed(REQUESTS[nameOf(schema)] ?? missing(`the request ${nameOf(schema)}`));
}

/** What the route may answer with a schema. Throws when there is no example. */
export function answerExamples({ method, path }: Route, status: number, schema: z.ZodType): oas31.ExamplesObject {
  const all = ANSWERS[nameOf(schema)] ?? missing(`the answer ${nameOf(schema)}`);
  const fitting = FITTING[`${method} ${path} ${status}`] ?? Object.keys(all);
  return toNamed(Object.fromEntries(Object.entries(all).filter(([name]) => fitting.includes(name))));
}

function toNamed(values: Readonly<Record<string, unknown>>): oas31.ExamplesObject {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));
}

function nameOf(schema: z.ZodType): string {
  return z.globalRegistry.get(schema)?.id ?? missing('a schema without .meta({ id })');
}

function missing(what: string): never {
  throw new Error(`${what} has no example; packages/descriptions/src/openapi/example-shop.ts is the place for it`);
}
