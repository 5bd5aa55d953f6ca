import { z } from 'zod';
import { CATEGORY_LENGTH_MAX, FOLLOWED_IDS_MAX, SEARCH_LENGTH_MAX } from '../limits.js';
import { boundedText } from '../text.js';
import { idListSchema } from './id-list.js';
import { pageQuerySchema } from './paging.js';

/** What lists of products may be sorted by; `-price` has the dearest first. */
export const PRODUCT_SORTS = ['newest', 'name', 'price', '-price'] as const;
export type ProductSort = (typeof PRODUCT_SORTS)[number];

/** `?search=&category=&sort=&limit=&cursor=` of the list of products. */
export const productQuerySchema = pageQuerySchema.extend({
  cursor: z
    .string()
    .optional()
    .meta({ description: 'The `next_cursor` of the page before, which was sorted in the same way.' }),
  search: boundedText(SEARCH_LENGTH_MAX)
    .optional()
    .meta({ description: 'Words, each of which must occur in the name, the description or the category.' }),
  category: boundedText(CATEGORY_LENGTH_MAX)
    .optional()
    .meta({ description: 'Only products of this category; upper and lower case and accents make no difference.' }),
  sort: z.enum(PRODUCT_SORTS).default('newest'),
});
export type ProductQuery = z.infer<typeof productQuerySchema>;

/** A category, and how many products are in it. */
const categoryViewSchema = z.object({ category: z.string(), products: z.int().min(1) }).meta({ id: 'Category' });
export type CategoryView = z.infer<typeof categoryViewSchema>;
export const categoryListSchema = z.object({ items: z.array(categoryViewSchema) }).meta({ id: 'CategoryList' });

/** `?ids=` of the live changes of products. Left out: all. */
export const productEventsQuerySchema = z.object({ ids: idListSchema('products', FOLLOWED_IDS_MAX).optional() });

/** What the event `product` of the live changes says; `updated_at` is of the product, which a sale does not change. */
export interface ProductChangeView {
  id: string;
  stock_quantity: number;
  /** A decimal. */
  price: number;
  currency: string;
  updated_at: string;
}
