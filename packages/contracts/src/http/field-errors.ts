import { z } from 'zod';

/** What is wrong with one field of a body, a query or a header. */
export const fieldErrorSchema = z.object({ field: z.string(), message: z.string() });
export type FieldError = z.infer<typeof fieldErrorSchema>;
