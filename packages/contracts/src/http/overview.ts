import { z } from 'zod';
import { PARTITIONS_MAX } from '../partitions.js';
import { countSchema, wholeNumberText } from '../whole-number.js';
import { ENTRY_ID } from './operations.js';
import { pageOf, pageQuerySchema } from './paging.js';

const msSchema = z.number().nonnegative();
const rateSchema = z.number().nonnegative();

/** A group in all partitions together. */
const groupOverviewSchema = z.object({
  group: z.string(),
  declared: z.boolean(),
  /** Whether it is there in every partition. */
  exists: z.boolean(),
  lag: z.int().nullable(),
  pending: countSchema,
  /** With what each holds in all partitions. A group without one grows as one does that is too slow. */
  consumers: z.array(z.object({ name: z.string(), pending: countSchema, idle_ms: msSchema })),
});

const levels = {
  /** Entries appended in a second, since the sample before; null for the first sample, and when the stream was made anew. */
  rate_per_s: rateSchema.nullable(),
  length: countSchema,
  /** Of the group that is furthest behind; null when Redis cannot tell. */
  lag: z.int().nullable(),
  pending: countSchema,
  oldest_pending_age_ms: msSchema.nullable(),
  /** Among the oldest 100 pending entries of a group in a partition. */
  deliveries_max: countSchema,
  dead_letters: countSchema,
};

/** The streams of one kind, in all partitions together. */
export const streamOverviewSchema = z.object({
  /** The name that the stream has in a shop of one partition. */
  stream: z.string(),
  ...levels,
  groups: z.array(groupOverviewSchema),
  partitions: z.array(z.object({ partition: countSchema, ...levels })),
});
export type StreamOverview = z.infer<typeof streamOverviewSchema>;

/** How Redis is; of a cluster, its primaries together. */
export const redisOverviewSchema = z.object({
  primaries: countSchema,
  /** How long a PING took, at the slowest primary. */
  latency_ms: msSchema,
  /** In use, of all primaries. */
  memory_bytes: countSchema.nullable(),
  /** What they may use; null where one has no limit. */
  memory_max_bytes: countSchema.nullable(),
  /** Connected to the primary that has the fewest. */
  replicas: countSchema.nullable(),
  /** Whether all keep an append-only file, and could write to it. */
  append_only: z.boolean().nullable(),
  append_only_ok: z.boolean().nullable(),
  append_only_bytes: countSchema.nullable(),
  commands_per_s: countSchema.nullable(),
});
export type RedisOverview = z.infer<typeof redisOverviewSchema>;

/** How long orders took from when they were placed until their payment was decided; null while none was. */
export const decisionTimesSchema = z.object({
  /** Of how many orders, a sample of those of the last minute. */
  orders: countSchema,
  p50_ms: msSchema.nullable(),
  p95_ms: msSchema.nullable(),
  p99_ms: msSchema.nullable(),
});
export type DecisionTimes = z.infer<typeof decisionTimesSchema>;

/** One look at the whole shop. */
export const overviewSchema = z
  .object({
    at: z.iso.datetime(),
    /** From one sample to the next: a second, and more where many partitions are to be looked at. */
    interval_ms: z.int().positive(),
    orders_per_s: rateSchema.nullable(),
    placed_to_paid: decisionTimesSchema,
    streams: z.array(streamOverviewSchema),
    redis: redisOverviewSchema,
  })
  .meta({ id: 'Overview' });
export type OverviewView = z.infer<typeof overviewSchema>;

/** An entry that really was appended, and how many it stands for: the data of an event of `GET /ops/events`. */
export interface ShownEntry {
  /** The name that the stream has in a shop of one partition. */
  stream: string;
  partition: number;
  entry_id: string;
  /** Null for an entry that says none. */
  type: string | null;
  order_id: string | null;
  stands_for: number;
}

/** How fine a history can be asked for, in seconds. */
export const HISTORY_STEPS_S = [1, 10, 60] as const;
export type HistoryStep = (typeof HISTORY_STEPS_S)[number];

const HISTORY_SERIES_MAX = 10;
const SERIES_NAME = /^[a-z][a-z0-9-]*(?:\.[a-z0-9_]+)?$/;

export const historyQuerySchema = z.object({
  /** Names, separated by commas. */
  series: z
    .string()
    .transform((text) => [...new Set(text.split(','))])
    .pipe(z.array(z.string().regex(SERIES_NAME, 'must be names of series')).max(HISTORY_SERIES_MAX))
    .meta({ description: `1 to ${HISTORY_SERIES_MAX} names of series, separated by commas` }),
  from: z.iso.datetime().optional(),
  step: z.enum(['1', '10', '60']).default('1'),
});

/** What was measured: a value for each step, and null where nothing was. */
export const historySchema = z
  .object({
    from: z.iso.datetime().meta({ description: 'The time of the first value.' }),
    step_s: z.int().positive(),
    series: z.array(z.object({ name: z.string(), values: z.array(z.number().nullable()) })),
  })
  .meta({ id: 'History' });
export type HistoryView = z.infer<typeof historySchema>;

/** Which of the streams of one name, in a shop of several partitions. */
const partitionSchema = wholeNumberText(0, PARTITIONS_MAX - 1).default(0);
const entryIdSchema = z.string().regex(ENTRY_ID, 'must be the id of an entry');
const { limit } = pageQuerySchema.shape;

export const pendingQuerySchema = z.object({
  partition: partitionSchema,
  /** The first declared reader of the stream when it is left out. */
  group: z.string().min(1).max(100).optional(),
  limit,
  /** The id after which the page begins. */
  cursor: entryIdSchema.optional(),
});
export type PendingQuery = z.infer<typeof pendingQuerySchema>;

export const entriesQuerySchema = z.object({
  partition: partitionSchema,
  /** The first and the last entry; left out, the stream's own. */
  from: entryIdSchema.optional(),
  to: entryIdSchema.optional(),
  limit,
});
export type EntriesQuery = z.infer<typeof entriesQuerySchema>;

const entrySchema = z.object({
  id: entryIdSchema,
  /** When it was appended, by the clock of Redis. */
  at: z.iso.datetime(),
  order_id: z.string().nullable(),
  /** Names and values; bytes that are not UTF-8 are not shown exactly. */
  fields: z.array(z.tuple([z.string(), z.string()])),
  /** False where long values are cut, or fields after the first 20 left out. */
  complete: z.boolean(),
});
export type EntryView = z.infer<typeof entrySchema>;
/** The next page is the one `from` the next cursor, which is the id of its first entry. */
export const entryPageSchema = pageOf(entrySchema).meta({ id: 'EntryPage' });

const pendingEntrySchema = z.object({
  id: z.string(),
  consumer: z.string(),
  /** Time since it was delivered last. */
  idle_ms: msSchema,
  /** Time since it was appended, by the clock of the service. */
  age_ms: msSchema,
  deliveries: countSchema,
});
export type PendingEntryView = z.infer<typeof pendingEntrySchema>;
export const pendingPageSchema = pageOf(pendingEntrySchema).meta({ id: 'PendingPage' });
