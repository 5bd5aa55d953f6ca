import { z } from 'zod';
import { sentIdSchema } from '../ids.js';
import { LINE_QUANTITY_MAX, ORDER_LINES_MAX } from '../limits.js';
import { wholeNumber } from '../whole-number.js';
import { isGiven } from './forms.js';

export const quantitySchema = wholeNumber(1, LINE_QUANTITY_MAX);

const itemFields = { product_id: sentIdSchema, quantity: quantitySchema };
const itemSchema = z.object(itemFields);
type OrderItemRequest = z.infer<typeof itemSchema>;

export interface OrderItem extends OrderItemRequest {
  /** The field that first names the product in the request; default: its index in this list. */
  field?: string;
}

/** The fields of a body that lists its items. They are parsed to one item per product. */
export const severalItems = {
  items: z
    .array(itemSchema)
    .min(1)
    .max(ORDER_LINES_MAX)
    .transform((items, issue) => {
      const merged = mergeLines(items);
      for (const { product_id, quantity } of merged) {
        if (quantity <= LINE_QUANTITY_MAX) continue;
        issue.addIssue(`must be at most ${LINE_QUANTITY_MAX} of product ${product_id} in total`);
      }
      return merged;
    }),
};

/** The fields of a body with a single item. */
export const singleItem = { ...itemFields, items: z.null().optional() };

/** The items of a body with a single one. */
export const itemsOfSingle = ({ product_id, quantity }: OrderItemRequest): OrderItem[] => [
  { product_id, quantity, field: 'product_id' },
];

/** Whether a body has a single item, even if it is invalid. */
export const hasSingleItem = ({ items, product_id }: Readonly<Record<string, unknown>>) =>
  !isGiven(items) && isGiven(product_id);

/** Merges lines of the same product into one with the sum, because a reservation decides per product. */
function mergeLines(items: readonly OrderItemRequest[]): OrderItem[] {
  const merged = new Map<string, OrderItem>();
  for (const [i, { product_id, quantity }] of items.entries()) {
    const known = merged.get(product_id);
    if (known) known.quantity += quantity;
    else merged.set(product_id, { product_id, quantity, field: `items.${i}.product_id` });
  }
  return [...merged.values()];
}
