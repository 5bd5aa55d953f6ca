import { z } from 'zod';
import { expecting } from './words.js';

/** A whole number of a body. Whatever is wrong with one, the message says the bounds. */
export function wholeNumber(min: number, max: number) {
  const error = expecting(`a whole number from ${min} to ${max}`);
  return z.int({ error }).min(min, { error }).max(max, { error });
}

/** The same in a query, where it comes as text. */
export function wholeNumberInQuery(min: number, max: number) {
  const error = expecting(`a whole number from ${min} to ${max}`);
  return z.coerce.number({ error }).int({ error }).min(min, { error }).max(max, { error });
}
