import { z } from 'zod';
import { expecting } from './words.js';

/** A whole number of a body. Whatever is wrong with one, the message says the bounds. */
export function wholeNumber(min: number, max: number) {
  const error = expecting(`a whole number from ${min} to ${max}`);
  return z.int({ error }).min(min, { error }).max(max, { error });
}

/**
 * The same where it comes as text, in a query or a setting: decimal digits and nothing else. `Number` alone would read
 * white space as 0, and take `0x10` and `1e3`.
 */
export function wholeNumberText(min: number, max: number) {
  const error = expecting(`a whole number from ${min} to ${max}`);
  return z
    .string({ error })
    .regex(/^(?:0|[1-9]\d{0,15})$/, { error })
    .pipe(z.coerce.number<string>().min(min, { error }).max(max, { error }))
    .meta({ accepts: z.int().min(min).max(max) });
}
