import { z } from 'zod';
import { flowsOf } from '../flows.js';
import { sentIdSchema } from '../ids.js';
import { makeKeys } from '../keys.js';
import { countSchema } from '../whole-number.js';
import { eitherForm, isGiven, optional } from './forms.js';
import { deadLetterViewSchema, LETTER } from './operations.js';
import { pageOf, pageQuerySchema } from './paging.js';

/** Dead letters that one request may name. */
export const LETTER_IDS_MAX = 1_000;
const REASON_LENGTH_MAX = 1_000;
const STREAM_LENGTH_MAX = 64;

const FLOW_NAMES = Object.values(flowsOf(makeKeys())).map(({ stream }) => stream);
const SHOP_LETTER_ID = new RegExp(String.raw`^(?:${FLOW_NAMES.join('|')})\.${LETTER}$`);

/**
 * The id of a dead letter among those of all streams: the stream, in a shop of several partitions the partition, and the
 * id of its entry.
 */
export const shopLetterIdSchema = z
  .string()
  .regex(SHOP_LETTER_ID, 'must be the id of a dead letter, such as order-completed.1795256010756-0');

const streamSchema = z.string().max(STREAM_LENGTH_MAX);
const reasonSchema = z.string().min(1).max(REASON_LENGTH_MAX);
const ofStream = {
  description: 'A stream, which stands for that of every partition, or `{3}:order-completed` for one of them.',
};
const ofReason = { description: 'A reason or a cause: all dead letters of the same cause.' };
const filterShape = {
  stream: streamSchema.optional().meta(ofStream),
  reason: reasonSchema.optional().meta(ofReason),
  order_id: sentIdSchema.optional(),
};

/** Which dead letters are meant; without any of these all. */
export const letterFilterSchema = z.strictObject(filterShape);
/** The same in a request. Strict: a mistyped name would mean more than was meant. */
const sentFilterSchema = z.strictObject({
  stream: optional(streamSchema).meta(ofStream),
  reason: optional(reasonSchema).meta(ofReason),
  order_id: optional(sentIdSchema),
});
export type LetterFilter = z.infer<typeof letterFilterSchema>;

export const shopLetterQuerySchema = pageQuerySchema.extend({
  cursor: shopLetterIdSchema.optional(),
  ...filterShape,
});
export const letterCausesQuerySchema = z.object(filterShape);

/** A dead letter among those of all streams. */
export const shopLetterViewSchema = deadLetterViewSchema
  .extend({
    id: shopLetterIdSchema,
    cause: z.string().meta({ description: 'The reason without ids, numbers and quoted texts.' }),
  })
  .meta({ id: 'ShopDeadLetter' });
export type ShopLetterView = z.infer<typeof shopLetterViewSchema>;

export const shopLetterPageSchema = pageOf(shopLetterViewSchema)
  .extend({
    read: countSchema.meta({
      description:
        'How many dead letters were read for this page. A filter may leave it empty: go on with `next_cursor`.',
    }),
  })
  .meta({ id: 'ShopDeadLetterPage' });
export type ShopLetterPage = z.infer<typeof shopLetterPageSchema>;

const momentSchema = z.iso.datetime().nullable();

/** The dead letters of one cause. */
export const letterCauseSchema = z.object({
  cause: z.string().meta({ description: 'The reason without ids, numbers and quoted texts.' }),
  stream: z.string().meta({ description: 'The stream; in a shop of several partitions it stands for that of each.' }),
  group: z.string(),
  count: countSchema,
  first_at: momentSchema,
  last_at: momentSchema,
  example: z.object({ id: shopLetterIdSchema, reason: z.string(), order_id: z.string().nullable() }),
});
export type LetterCause = z.infer<typeof letterCauseSchema>;

export const letterCausesSchema = z
  .object({
    items: z.array(letterCauseSchema).meta({ description: 'The most frequent cause first.' }),
    total: countSchema.meta({ description: 'All dead letters of these streams.' }),
    read: countSchema.meta({ description: 'How many of them were read.' }),
    complete: z.boolean().meta({
      description: 'False when there are more dead letters than are read: then the newest of each stream are counted.',
    }),
    causes_left_out: countSchema.meta({ description: 'Causes with fewer dead letters than those that are listed.' }),
  })
  .meta({ id: 'DeadLetterCauses' });
export type LetterCauses = z.infer<typeof letterCausesSchema>;

const chosenIds = z.array(shopLetterIdSchema).min(1).max(LETTER_IDS_MAX);

/** Which dead letters a job is about. */
export type LetterChoice = { ids: string[] } | { filter: LetterFilter };

/** In each form the other one's field may be null, which means not given. */
const noIds = { ids: z.null({ error: 'goes without a filter' }).optional() };
const noFilter = { filter: z.null({ error: 'goes without ids' }).optional() };
const isByIds = ({ ids }: Readonly<Record<string, unknown>>) => isGiven(ids);

export const replayRequestSchema = eitherForm<LetterChoice>({
  usual: z.strictObject({ filter: sentFilterSchema, ...noIds }).transform(({ filter }) => ({ filter })),
  other: z.strictObject({ ids: chosenIds, ...noFilter }).transform(({ ids }) => ({ ids })),
  isOther: isByIds,
}).meta({ id: 'ReplayRequest' });

const expected_count = countSchema.meta({
  description: 'How many will be removed. With another number nothing is done.',
});
export const purgeRequestSchema = eitherForm<LetterChoice & { expected_count: number }>({
  usual: z
    .strictObject({ filter: sentFilterSchema, expected_count, ...noIds })
    .transform(({ filter, expected_count: count }) => ({ filter, expected_count: count })),
  other: z
    .strictObject({ ids: chosenIds, expected_count, ...noFilter })
    .transform(({ ids, expected_count: count }) => ({ ids, expected_count: count })),
  isOther: isByIds,
}).meta({ id: 'PurgeRequest' });
