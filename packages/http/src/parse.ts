import { fieldErrorsOf } from '@stockade/contracts';
import type { z } from 'zod';
import { validationError } from './problems.js';

/** Checks a part of a request. Throws the problem 400 that names each bad field; what is wrong with the whole is said of `whole`. */
export function parse<Output>(schema: z.ZodType<Output>, input: unknown, whole: string): Output {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw validationError(fieldErrorsOf(parsed.error, whole));
}
