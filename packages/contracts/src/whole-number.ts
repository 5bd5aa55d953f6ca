import { z } from 'zod';
import { expecting } from './words.js';

/** How many there are of something, in an answer. */
export const countSchema = z.int().nonnegative();

/** A whole number in a body. Every error message names the bounds. */
export function wholeNumber(min: number, max: number) {
  const error = expecting(`a whole number from ${min} to ${max}`);
  return z.int({ error }).min(min, { error }).max(max, { error });
}

/**
 * The same as text, in a query or a setting: decimal digits only. `Number` alone would read white space as 0 and accept
 * `0x10` and `1e3`.
 */
export function wholeNumberText(min: number, max: number) {
  const error = expecting(`a whole number from ${min} to ${max}`);
  return z
    .string({ error })
    .regex(/^(?:0|[1-9]\d{0,15})$/, { error })
    .pipe(z.coerce.number<string>().min(min, { error }).max(max, { error }))
    .meta({ accepts: z.int().min(min).max(max) });
}
