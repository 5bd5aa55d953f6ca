import { z } from 'zod';
import { PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX } from '../limits.js';
import { wholeNumberText } from '../whole-number.js';
import { pageOf } from './paging.js';

/**
 * The id of a stream entry as Redis gives it: two numbers that fit into 64 bits. Redis refuses larger ones with an error,
 * and 0-0 as the end of a range; it gives neither.
 */
export const ENTRY_ID = /^(?!0-0$)(?:0|[1-9]\d{0,18})-(?:0|[1-9]\d{0,18})$/;
export const entryIdSchema = z.string().regex(ENTRY_ID, 'must be the id of a dead letter');

/** Unlike other lists that of the dead letters is cut by stream ids. */
export const deadLetterQuerySchema = z.object({
  limit: wholeNumberText(1, PAGE_SIZE_MAX).default(PAGE_SIZE_DEFAULT),
  cursor: entryIdSchema.optional(),
});

const countSchema = z.int().nonnegative();
const durationMsSchema = z.number().nonnegative();

export const consumerViewSchema = z.object({
  name: z.string(),
  pending: countSchema,
  /** Since it last asked for entries. */
  idle_ms: durationMsSchema,
  /** Since it last got one; null when Redis does not count it (before 7.2) and null when it never did. */
  inactive_ms: durationMsSchema.nullable(),
});
export type ConsumerView = z.infer<typeof consumerViewSchema>;

export const groupViewSchema = z.object({
  group: z.string(),
  /** Whether the table of flows names it. What an undeclared group has not read may be trimmed. */
  declared: z.boolean(),
  /** False when nobody has created it yet, or it was lost; the next consumer creates it, from the beginning. */
  exists: z.boolean(),
  /** Entries that were not delivered yet; null when Redis cannot tell, which happens after some deletions. */
  lag: z.int().nullable(),
  /** Entries that were delivered and not settled. */
  pending: countSchema,
  /**
   * Time since the oldest pending entry was appended, null when nothing is pending. By the clock of the service: the
   * Redis users of the services have no right to ask for that of Redis.
   */
  oldest_pending_age_ms: z.number().nullable(),
  /** The highest delivery count among the oldest 1,000 pending entries; 0 when nothing is pending. */
  deliveries_max: countSchema,
  consumers: z.array(consumerViewSchema),
});
export type GroupView = z.infer<typeof groupViewSchema>;

/** What stands in a stream and how far its group has come; durations in milliseconds. */
export const streamViewSchema = z
  .object({
    stream: z.string(),
    /** False before the first event and before the first consumer. */
    exists: z.boolean(),
    /** Entries, acknowledged ones that are not trimmed yet included. */
    length: countSchema,
    dead_letters: countSchema,
    groups: z.array(groupViewSchema),
  })
  .meta({ id: 'Stream' });
export type StreamView = z.infer<typeof streamViewSchema>;
export const streamPageSchema = pageOf(streamViewSchema).meta({ id: 'StreamPage' });

/** An entry that nobody could process. */
export const deadLetterViewSchema = z
  .object({
    /** Of the dead letter, by which it is replayed and purged. */
    id: entryIdSchema,
    stream: z.string(),
    /** Of the entry that it was. */
    source_id: z.string(),
    group: z.string(),
    /** The consumer that gave it up, or held it last. */
    consumer: z.string(),
    deliveries: countSchema,
    reason: z.string(),
    /** When it was buried; null when that cannot be read. */
    at: z.iso.datetime().nullable(),
    /** Whose event it was, as far as the entry says it; null when it does not. */
    order_id: z.string().nullable(),
    /** The original entry: names and values as they came. What is no UTF-8 is not shown exactly; a replay is exact. */
    fields: z.array(z.tuple([z.string(), z.string()])),
    /** False in a list that leaves out the ends of long values, or fields after the first 20; look at the dead letter alone. */
    complete: z.boolean(),
  })
  .meta({ id: 'DeadLetter' });
export type DeadLetterView = z.infer<typeof deadLetterViewSchema>;
export const deadLetterPageSchema = pageOf(deadLetterViewSchema).meta({ id: 'DeadLetterPage' });

export const replayViewSchema = z.object({ id: entryIdSchema, outcome: z.literal('replayed') }).meta({ id: 'Replay' });
