import { z } from 'zod';
import { idSchema } from '../ids.js';
import { currencySchema, decimalSchema } from '../money.js';
import { orderStatusSchema } from '../order-states.js';
import { shopLetterViewSchema } from './dead-letters.js';
import { findingViewSchema } from './audits.js';
import { orderViewSchema } from './orders.js';
import { paymentViewSchema } from './payments.js';
import { refundViewSchema, reservationViewSchema } from './settlements.js';

const countSchema = z.int().nonnegative();

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

/** An event of the order that is still in its stream. */
const eventSchema = z.object({
  stream: z.string(),
  entry_id: z.string(),
  event_id: z.string(),
  type: z.string(),
  source: z.string(),
  at: z.iso.datetime().nullable(),
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
    events: z.array(eventSchema).meta({
      description: 'Its events that are still in the streams, by time. Settled events are trimmed within seconds.',
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
