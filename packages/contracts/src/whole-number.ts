import { z } from 'zod';

/**
 * A whole number that comes as text, in a setting or a query: decimal digits and nothing else. `Number` alone would read
 * white space as 0, and take `0x10` and `1e3`.
 */
export const wholeNumber = (min: number, max: number) => {
  const error = `must be a whole number from ${min} to ${max}`;
  return z
    .string({ error })
    .regex(/^(?:0|[1-9]\d{0,15})$/, error)
    .pipe(z.coerce.number<string>().min(min, error).max(max, error))
    .meta({ accepts: z.int().min(min).max(max) });
};
