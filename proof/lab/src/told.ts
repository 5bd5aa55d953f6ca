import { VERDICTS } from '@stockade/prove';
import { z } from 'zod';
import { booksSchema } from './schemas.js';

const count = z.int().nonnegative();

const chaosEventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('begins'), faults: count }),
  z.object({ kind: z.literal('orders'), accepted: count, refused: count, unknown: count, seconds: z.number() }),
  z.object({
    kind: z.literal('books'),
    books: booksSchema,
  }),
  z.object({ kind: z.literal('strike'), fault: z.object({ kind: z.string(), target: z.string().nullable() }) }),
  z.object({
    kind: z.literal('fault'),
    fault: z.object({ kind: z.string(), target: z.string().nullable(), tookMs: z.number(), hasHealed: z.boolean() }),
  }),
  z.object({ kind: z.literal('quiet') }),
]);

/** The lines of `npm run prove -- --events`, as far as they are shown. */
export const toldSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('part-begins'), part: z.string() }),
  z.object({ kind: z.literal('part-ends'), part: z.string() }),
  z.object({ kind: z.literal('part-goes-on'), part: z.string(), event: chaosEventSchema }),
  z.object({ kind: z.literal('mutant-begins'), mutant: z.string() }),
  z.object({ kind: z.literal('mutant-ends'), mutant: z.string(), isCaught: z.boolean() }),
  z.object({ kind: z.literal('ends'), verdict: z.enum(VERDICTS), json: z.string() }),
]);
export type Told = z.infer<typeof toldSchema>;
export type ChaosTold = z.infer<typeof chaosEventSchema>;
