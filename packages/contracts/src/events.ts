import { z } from 'zod';
import { idSchema, newId } from './ids.js';
import { jsonText } from './json-text.js';
import {
  EVENT_DATA_LENGTH_MAX,
  EVENT_FIELD_LENGTH_MAX,
  LINE_QUANTITY_MAX,
  NAME_LENGTH_MAX,
  ORDER_LINES_MAX,
  PAYMENT_METHOD_LENGTH_MAX,
  PRICE_MINOR_MAX,
} from './limits.js';
import { currencySchema, minorSchema } from './money.js';
import { boundedText } from './text.js';

/** How many issues the reason of a dead letter names, since lists show it. */
const ISSUES_NAMED_MAX = 5;

/**
 * Events in a stream entry: one flat field per CloudEvents attribute (CloudEvents 1.0 names), the payload as JSON in
 * `data`. The same schema validates them when they are emitted and when they are consumed.
 */

/** One line of an order with the price of the moment when it was placed, in minor units. */
export const orderLineSchema = z.object({
  product_id: idSchema,
  name: boundedText(NAME_LENGTH_MAX).min(1),
  quantity: z.int().min(1).max(LINE_QUANTITY_MAX),
  price: minorSchema.max(PRICE_MINOR_MAX),
});
export type OrderLine = z.infer<typeof orderLineSchema>;

const distinctProducts = (lines: readonly { product_id: string }[]) =>
  new Set(lines.map((line) => line.product_id)).size === lines.length;
const ONE_LINE_PER_PRODUCT = 'must hold at most one line per product';

const orderDataSchema = z.object({
  order_id: idSchema,
  customer_id: idSchema,
  lines: z.array(orderLineSchema).min(1).max(ORDER_LINES_MAX).refine(distinctProducts, ONE_LINE_PER_PRODUCT),
  subtotal: minorSchema,
  fee: minorSchema,
  total: minorSchema,
  currency: currencySchema,
});

const refundDataSchema = z.object({
  order_id: idSchema,
  customer_id: idSchema,
  total: minorSchema,
  currency: currencySchema,
  reason: z.enum(['insufficient_stock']),
  lines: z
    .array(z.object({ product_id: idSchema, requested: z.int().min(1), available: z.int().min(0) }))
    .min(1)
    .max(ORDER_LINES_MAX),
});

const envelopeSchema = z.object({
  id: idSchema,
  source: z.string().min(1).max(EVENT_FIELD_LENGTH_MAX),
  time: z.iso.datetime(),
  subject: idSchema,
  traceparent: z.string().max(EVENT_FIELD_LENGTH_MAX).optional(),
});

export interface Event<Data> extends z.infer<typeof envelopeSchema> {
  data: Data;
}

/** The emitter's part of an event; `encode` adds id and time. */
export interface Emission<Data> {
  source: string;
  data: Data;
  traceparent?: string | undefined;
}

export interface EventKind<Data> {
  readonly type: string;
  readonly version: number;
  /** The schemas of the fields of an entry and of the JSON in `data`. */
  readonly schemas: { readonly entry: z.ZodType; readonly data: z.ZodType<Data> };
  /** Validates and lays out the fields of an entry, name and value in turn, as XADD takes them. Throws a ZodError. */
  encode(emission: Emission<Data>): string[];
  /** Validates the fields of an entry. Throws an Error that names the field and the reason: the entry is poison. */
  decode(fields: Readonly<Record<string, string>>): Event<Data>;
}

function defineEvent<Data extends { order_id: string }>(
  type: string,
  version: number,
  dataSchema: z.ZodType<Data>,
): EventKind<Data> {
  const entrySchema = envelopeSchema.extend({
    type: z.literal(type),
    version: z.literal(String(version)),
    data: jsonText(dataSchema, z.string().max(EVENT_DATA_LENGTH_MAX)),
  });
  return {
    type,
    version,
    schemas: { entry: entrySchema, data: dataSchema },
    encode({ source, data, traceparent }) {
      const valid = dataSchema.parse(data);
      const fields = ['id', newId(), 'type', type, 'source', source, 'time', new Date().toISOString()];
      fields.push('subject', valid.order_id, 'version', String(version), 'data', JSON.stringify(valid));
      if (traceparent !== undefined) fields.push('traceparent', traceparent);
      return fields;
    },
    decode(fields) {
      const parsed = entrySchema.safeParse(fields);
      if (!parsed.success) throw new Error(`not an event ${type} v${version}: ${describe(parsed.error)}`);
      if (parsed.data.subject !== parsed.data.data.order_id)
        throw new Error(`not an event ${type}: subject is not data.order_id`);
      return parsed.data;
    },
  };
}

function describe(error: z.ZodError): string {
  const first = error.issues.slice(0, ISSUES_NAMED_MAX).map(({ path, message }) => `${path.join('.')}: ${message}`);
  const more = error.issues.length - first.length;
  return more > 0 ? `${first.join('; ')}; and ${more} more` : first.join('; ');
}

/** An order was accepted and waits for its payment. Internal to the store. */
export const orderPlaced = defineEvent(
  'order-placed',
  1,
  orderDataSchema.extend({ payment_method: boundedText(PAYMENT_METHOD_LENGTH_MAX).min(1) }),
);
export type OrderPlaced = ReturnType<typeof orderPlaced.decode>;

/** An order was paid; the warehouse may reserve its lines. */
export const orderCompleted = defineEvent('order-completed', 1, orderDataSchema);
export type OrderCompleted = ReturnType<typeof orderCompleted.decode>;

/** A paid order is out of stock; the charge must be given back. */
export const refundInitiated = defineEvent('refund-initiated', 1, refundDataSchema);
export type RefundInitiated = ReturnType<typeof refundInitiated.decode>;
