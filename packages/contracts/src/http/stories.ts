import { z } from 'zod';
import { idSchema } from '../ids.js';
import { currencySchema, decimalSchema } from '../money.js';
import { orderStatusSchema } from '../order-states.js';
import { shopLetterViewSchema } from './dead-letters.js';
import { findingViewSchema } from './audits.js';
import { orderViewSchema } from './orders.js';
import { paymentViewSchema } from './payments.js';
import { refundViewSchema, reservationViewSchema } from './settlements.js';
import { traceIdSchema } from '../traceparent.js';
import { countSchema } from '../whole-number.js';

/** Whether the money is right: what the provider keeps against what it should. */
const moneySchema = z.object({
  currency: currencySchema,
  charged: decimalSchema,
  given_back: decimalSchema,
  kept: decimalSchema,
  should_keep: decimalSchema.nullable().meta({
    description:
      'What the provider must keep by the state of the order; null while a charge or a refund may be under way.',
  }),
  is_right: z.boolean().nullable().meta({ description: 'Null while that cannot be told yet.' }),
  says: z.string().meta({ description: 'The same in a sentence.' }),
});

/** An event of the order: its entry as it is in the stream, or what the order keeps of one that was trimmed. */
const eventSchema = z.object({
  stream: z.string(),
  entry_id: z.string(),
  event_id: z.string().nullable().meta({ description: 'Null when the entry was trimmed.' }),
  type: z.string(),
  source: z.string().nullable().meta({ description: 'Null when the entry was trimmed.' }),
  at: z.iso.datetime().nullable(),
  since_placed_ms: z
    .int()
    .nullable()
    .meta({ description: 'Since the first event of the order was appended; null when either time is not known.' }),
  in_stream: z.boolean().meta({ description: 'False when the entry was trimmed, as all groups have settled it.' }),
  fields: z
    .array(z.tuple([z.string(), z.string()]))
    .meta({ description: 'Names and values of the entry; none when it was trimmed.' }),
  complete: z
    .boolean()
    .meta({ description: 'False where long values are cut, or fields after the first 20 left out.' }),
  deliveries: z.array(
    z.object({
      group: z.string(),
      state: z.enum(['waiting', 'pending', 'settled']),
      consumer: z.string().nullable(),
      deliveries: countSchema.nullable(),
      idle_ms: countSchema.nullable(),
    }),
  ),
});
export type StoryEvent = z.infer<typeof eventSchema>;

/** The trace that the request for the order began or belonged to. */
const storyTraceSchema = z.object({
  trace_id: traceIdSchema,
  traceparent: z.string().meta({ description: 'As the first event of the order carries it.' }),
  sampled: z.boolean().meta({ description: 'False when the caller asked that the trace is not recorded.' }),
  exported: z.boolean().meta({
    description: 'Whether this service sends spans to a collector. The others do when they have the same setting.',
  }),
});

/** Everything that is known of an order, in one answer. */
export const orderStorySchema = z
  .object({
    order_id: idSchema,
    partition: z.string(),
    order: orderViewSchema.nullable().meta({ description: 'As the store shows it; null when it cannot be read.' }),
    money: moneySchema
      .nullable()
      .meta({ description: 'Null when the order cannot be read or the provider does not answer.' }),
    payment: paymentViewSchema.nullable().meta({ description: 'What the provider has; null when it does not answer.' }),
    reservation: reservationViewSchema.nullable(),
    refund: refundViewSchema.nullable(),
    trace: storyTraceSchema.nullable().meta({ description: 'Null for an order without one.' }),
    events: z.array(eventSchema).meta({
      description: 'Its events, by time: those still in the streams, and those that were trimmed and the order keeps.',
    }),
    dead_letters: z.array(shopLetterViewSchema),
    findings: z
      .array(findingViewSchema.omit({ number: true }))
      .meta({ description: 'The rules of the audit that it breaks.' }),
    similar_orders: z
      .array(
        z.object({
          order_id: idSchema,
          status: orderStatusSchema,
          total: decimalSchema,
          placed_at: z.iso.datetime(),
        }),
      )
      .meta({
        description: 'Orders of the same customer and the same items, placed within an hour: was it ordered twice?',
      }),
    complete: z.boolean().meta({
      description:
        'False when a stream or the dead letters were too long to be searched whole: events may be missing here.',
    }),
    gaps: z.array(z.string()).meta({ description: 'What could not be found out, and why.' }),
  })
  .meta({ id: 'OrderStory' });
export type OrderStory = z.infer<typeof orderStorySchema>;
