import { z } from 'zod';
import { idSchema } from '../ids.js';
import { currencySchema, decimalSchema } from '../money.js';
import { RESERVATION_OUTCOMES } from '../order-states.js';
import { PAGE_SIZE_MAX } from '../limits.js';
import { idListSchema } from './id-list.js';
import { pageOf } from './paging.js';

/** The warehouse's decision on an order. */
export const reservationViewSchema = z
  .object({
    order_id: idSchema,
    outcome: z.enum(RESERVATION_OUTCOMES),
    lines: z.array(
      z.object({
        product_id: idSchema,
        quantity: z.int().min(1),
        available: z
          .int()
          .min(0)
          .nullable()
          .meta({
            description:
              'How many there were when the order was rejected. Null for a reserved order, and for one that was rejected before ' +
              'this was kept.',
          }),
      }),
    ),
    at: z.iso.datetime(),
  })
  .meta({ id: 'Reservation' });
export type ReservationView = z.infer<typeof reservationViewSchema>;

/** `?order_ids=` of the reservations of several orders: as many as a page of orders has. */
export const reservationsQuerySchema = z.object({ order_ids: idListSchema('orders', PAGE_SIZE_MAX) });
/** The reservations of those orders that have one. */
export const reservationListSchema = z
  .object({ items: z.array(reservationViewSchema) })
  .meta({ id: 'ReservationList' });

/** Money given back for an order that the warehouse could not serve. */
export const refundViewSchema = z
  .object({
    order_id: idSchema,
    amount: decimalSchema,
    currency: currencySchema,
    reason: z.string(),
    status: z.literal('refunded'),
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'Refund' });
export type RefundView = z.infer<typeof refundViewSchema>;
export const refundPageSchema = pageOf(refundViewSchema).meta({ id: 'RefundPage' });
