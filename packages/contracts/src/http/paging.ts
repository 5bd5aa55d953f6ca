import { z } from 'zod';
import { sentIdSchema } from '../ids.js';
import { PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX } from '../limits.js';
import { wholeNumberText } from '../whole-number.js';

/** `?limit=&cursor=` of every list. The cursor is the id after which the page begins. */
export const pageQuerySchema = z.object({
  limit: wholeNumberText(1, PAGE_SIZE_MAX).default(PAGE_SIZE_DEFAULT),
  cursor: sentIdSchema.optional(),
});
export type PageQuery = z.infer<typeof pageQuerySchema>;

export interface Page<Item> {
  items: Item[];
  next_cursor: string | null;
}

/** A page of items; `next_cursor` is null on the last page. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next_cursor: z.string().nullable() });
