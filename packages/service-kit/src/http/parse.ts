import type { z } from 'zod';
import { validationError } from './problems.js';

/** Checks a body or a query. Throws the problem 400 that names each bad field. */
export function parse<Output>(schema: z.ZodType<Output>, input: unknown): Output {
  const parsed = schema.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  throw validationError(parsed.error.issues.map(({ path, message }) => ({ field: path.join('.') || 'body', message })));
}
