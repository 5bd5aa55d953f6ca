import { z } from 'zod';
import { fieldErrorSchema } from './field-errors.js';
import { PRICE_CHANGED_PROBLEM } from './problem-types.js';
import { quoteSchema } from './quotes.js';

/** What a problem says besides, as its `type` or `status` has it (RFC 9457, section 3.2). */
const problemExtensionsSchema = z.object({
  errors: z
    .array(fieldErrorSchema)
    .optional()
    .meta({ description: 'With status 400: each invalid field of the body, the query or the header.' }),
  quote: quoteSchema
    .optional()
    .meta({ description: `With type ${PRICE_CHANGED_PROBLEM}: what the order would cost now.` }),
});
export type ProblemExtensions = z.infer<typeof problemExtensionsSchema>;

/**
 * RFC 9457 problem document. A client tells problems of one status apart by `type`; most have `about:blank`, which says
 * no more than the status.
 */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string(),
    request_id: z.string(),
    ...problemExtensionsSchema.shape,
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problemSchema>;

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';
