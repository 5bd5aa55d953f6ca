import type { z } from 'zod';
import { idSchema } from '@stockade/contracts';
import { notFound, validationError } from './problems.js';

/** Checks a body or a query. Throws the problem 400 that names each bad field. */
export function parse<Output>(schema: z.ZodType<Output>, input: unknown): Output {
  const parsed = schema.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  throw validationError(parsed.error.issues.map(({ path, message }) => ({ field: path.join('.') || 'body', message })));
}

/** An id in a path. What is no id names nothing: 404, not 400. */
export function parseId(text: unknown, what: string): string {
  const parsed = idSchema.safeParse(text);
  if (!parsed.success) throw notFound(`No ${what} ${String(text)}`);
  return parsed.data;
}
