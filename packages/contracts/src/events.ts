import { z } from 'zod';
import { idSchema, newId } from './ids.js';
import { jsonText } from './json-text.js';
import {
  EVENT_ATTRIBUTE_LENGTH_MAX,
  EVENT_LENGTH_MAX,
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
  source: z.string().min(1).max(EVENT_ATTRIBUTE_LENGTH_MAX),
  time: z.iso.datetime(),
  traceparent: z.string().max(EVENT_ATTRIBUTE_LENGTH_MAX).optional(),
});

export interface Event<Data> extends z.infer<typeof envelopeSchema> {
  /** The order. */
  subject: string;
  data: Data;
}

/** The emitter's part of an event; `encode` adds id and time. */
export interface Emission<Data> {
  source: string;
  data: Data;
  traceparent?: string | undefined;
}

/** The fields of an entry, as XADD takes them: a type and not an interface, so that it can be passed as a record of strings. */
export type EntryFields = {
  readonly subject: string;
  readonly event: string;
};

/**
 * A type of event. An entry has two fields: `subject`, so that the entries of an order are found without parsing, and `event`, the
 * event as JSON with the attributes of CloudEvents 1.0. A field for each attribute would cost every script and reader more time than
 * the event itself. The same schema validates events when they are emitted and when they are consumed.
 */
export interface EventKind<Data> {
  readonly type: string;
  readonly version: number;
  /** The schemas of the fields of an entry and of the JSON in `event`. */
  readonly schemas: { readonly entry: z.ZodType; readonly event: z.ZodType };
  /** Validates an event and gives the fields of its entry. Throws a ZodError. */
  encode(emission: Emission<Data>): EntryFields;
  /** Validates the fields of an entry. Throws an Error that names the field and the reason: the entry is poison. */
  decode(fields: Readonly<Record<string, string>>): Event<Data>;
}

function defineEvent<Data extends { order_id: string }>(
  type: string,
  version: number,
  dataSchema: z.ZodType<Data>,
): EventKind<Data> {
  const eventSchema = envelopeSchema.extend({
    type: z.literal(type),
    version: z.literal(version),
    data: dataSchema,
  });
  const entrySchema = z.object({
    subject: idSchema,
    event: jsonText(eventSchema, z.string().max(EVENT_LENGTH_MAX)),
  });
  return {
    type,
    version,
    schemas: { entry: entrySchema, event: eventSchema },
    encode({ source, data, traceparent }) {
      const valid = dataSchema.parse(data);
      const event = { id: newId(), type, source, time: new Date().toISOString(), version, traceparent, data: valid };
      return { subject: valid.order_id, event: JSON.stringify(event) };
    },
    decode(fields) {
      const parsed = entrySchema.safeParse(fields);
      if (!parsed.success) throw new Error(`not an event ${type} v${version}: ${describe(parsed.error)}`);
      const { subject, event } = parsed.data;
      if (subject !== event.data.order_id) throw new Error(`not an event ${type}: subject is not data.order_id`);
      return { ...event, subject };
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

const attributesSchema = jsonText(
  envelopeSchema.pick({ id: true, source: true }).extend({ type: z.string().max(EVENT_ATTRIBUTE_LENGTH_MAX) }),
  z.string().max(EVENT_LENGTH_MAX),
);

/** What an entry says about itself, to be displayed even if its data are invalid; null when it is no event. */
export function readAttributes({ event }: Readonly<Record<string, string>>): z.infer<typeof attributesSchema> | null {
  return attributesSchema.safeParse(event).data ?? null;
}
