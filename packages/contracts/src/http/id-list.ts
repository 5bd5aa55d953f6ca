import { z } from 'zod';
import { sentIdSchema } from '../ids.js';

/** Ids separated by commas, as a query sends them; parsed to a list without duplicates. `of` says whose they are. */
export function idListSchema(of: string, max: number) {
  const words = `1 to ${max} ids of ${of}, separated by commas`;
  return z
    .string()
    .transform((text, issue) => {
      const ids = z.array(sentIdSchema).max(max).safeParse(text.split(','));
      if (ids.success) return [...new Set(ids.data)];
      issue.addIssue(`must be ${words}`);
      return z.NEVER;
    })
    .meta({ description: words });
}
