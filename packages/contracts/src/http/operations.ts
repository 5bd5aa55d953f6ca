import { z } from 'zod';
import { countSchema } from '../whole-number.js';
import { pageOf, pageQuerySchema } from './paging.js';

const ENTRY = String.raw`(?!0-0$)(?:0|[1-9]\d{0,18})-(?:0|[1-9]\d{0,18})`;
/**
 * The id of a stream entry: two numbers that fit into 64 bits. Redis refuses larger numbers with an error, and 0-0 as
 * the end of a range; it generates neither.
 */
export const ENTRY_ID = new RegExp(`^${ENTRY}$`);

/**
 * How the id of a dead letter is written: that of its entry, and in a shop of several partitions before it the number of the
 * partition and a dot, since each has a stream of its own.
 */
export const LETTER = String.raw`(?:(?:0|[1-9]\d{0,3})\.)?${ENTRY}`;
export const letterIdSchema = z.string().regex(new RegExp(`^${LETTER}$`), 'must be the id of a dead letter');

/** Unlike other lists, dead letters are paged by their own ids. */
export const deadLetterQuerySchema = pageQuerySchema.extend({ cursor: letterIdSchema.optional() });

const durationMsSchema = z.number().nonnegative();

export const consumerViewSchema = z.object({
  name: z.string(),
  pending: countSchema,
  /** Time since it last asked for entries. */
  idle_ms: durationMsSchema,
  /** Time since it last got an entry; null when it never did, or when Redis does not count it (before 7.2). */
  inactive_ms: durationMsSchema.nullable(),
});
export type ConsumerView = z.infer<typeof consumerViewSchema>;

export const groupViewSchema = z.object({
  group: z.string(),
  /** Whether the table of flows names it. Entries that an undeclared group has not read may be trimmed. */
  declared: z.boolean(),
  /** False when the group was not created yet or was lost; the next consumer creates it from the beginning. */
  exists: z.boolean(),
  /** Undelivered entries; null when Redis cannot tell, which happens after some deletions. */
  lag: z.int().nullable(),
  /** Entries delivered and not settled. */
  pending: countSchema,
  /**
   * Time since the oldest pending entry was appended, by the clock of the service, because its Redis user may not call
   * TIME; null when nothing is pending.
   */
  oldest_pending_age_ms: z.number().nullable(),
  /** The highest delivery count among the oldest 1,000 pending entries; 0 when nothing is pending. */
  deliveries_max: countSchema,
  consumers: z.array(consumerViewSchema),
});
export type GroupView = z.infer<typeof groupViewSchema>;

/** The state of a stream and its groups; durations in milliseconds. */
export const streamViewSchema = z
  .object({
    stream: z.string(),
    /** False before the first event and before the first consumer. */
    exists: z.boolean(),
    /** Entries, including acknowledged ones that are not trimmed yet. */
    length: countSchema,
    dead_letters: countSchema,
    groups: z.array(groupViewSchema),
  })
  .meta({ id: 'Stream' });
export type StreamView = z.infer<typeof streamViewSchema>;
export const streamPageSchema = pageOf(streamViewSchema).meta({ id: 'StreamPage' });

/** An entry that could not be processed. */
export const deadLetterViewSchema = z
  .object({
    /** The id of the dead letter, for a replay or purge. */
    id: letterIdSchema,
    stream: z.string(),
    /** The id of the original entry. */
    source_id: z.string(),
    group: z.string(),
    /** The consumer that moved it to the dead letters, or held it last. */
    consumer: z.string(),
    deliveries: countSchema,
    reason: z.string(),
    /** When it became a dead letter; null when that cannot be read. */
    at: z.iso.datetime().nullable(),
    /** The order of the event; null when the entry does not name it. */
    order_id: z.string().nullable(),
    /** The original entry: names and values. Bytes that are not UTF-8 are not shown exactly; a replay is exact. */
    fields: z.array(z.tuple([z.string(), z.string()])),
    /**
     * False where a list cuts long values or leaves out fields after the first 20; get the single dead letter for all
     * of it.
     */
    complete: z.boolean(),
  })
  .meta({ id: 'DeadLetter' });
export type DeadLetterView = z.infer<typeof deadLetterViewSchema>;
export const deadLetterPageSchema = pageOf(deadLetterViewSchema).meta({ id: 'DeadLetterPage' });

export const replayViewSchema = z.object({ id: letterIdSchema, outcome: z.literal('replayed') }).meta({ id: 'Replay' });
