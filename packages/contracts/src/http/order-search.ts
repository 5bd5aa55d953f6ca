import { z } from 'zod';
import { emailSchema } from '../email.js';
import { isBeginningOfId, sentIdSchema } from '../ids.js';
import { EMAIL_LENGTH_MAX, PAYMENT_METHOD_LENGTH_MAX } from '../limits.js';
import { orderStatusSchema } from '../order-states.js';
import { trimmedText } from '../text.js';
import { expecting } from '../words.js';
import { pageQuerySchema } from './paging.js';

/** What is looked for: something by the beginning of its id, or by an email. */
export type Sought = { idBeginning: string } | { email: string };

/** What a person types into a search box. An id is parsed to lower case, an email to its canonical form. */
export const soughtSchema = z
  .string({ error: expecting('an id, its beginning, or an email address') })
  .transform((text, issue): Sought => {
    const trimmed = text.trim();
    if (trimmed.includes('@')) {
      const email = emailSchema.safeParse(trimmed);
      if (email.success) return { email: email.data };
      issue.issues.push(...email.error.issues.map((one) => ({ ...one, input: undefined })));
      return z.NEVER;
    }
    const idBeginning = trimmed.toLowerCase();
    if (idBeginning !== '' && isBeginningOfId(idBeginning)) return { idBeginning };
    issue.addIssue('must be an id, its beginning, or an email address');
    return z.NEVER;
  })
  .meta({ maxLength: EMAIL_LENGTH_MAX });

/** A time in a query; parsed to milliseconds since 1970. */
const sentTimeSchema = z.iso
  .datetime({ offset: true, error: expecting('a time such as 2026-01-31T12:00:00Z') })
  .transform((text) => Date.parse(text));

/** `?status=&from=&to=…` of the list of orders. An order of the list meets all of them. */
export const listOrdersQuerySchema = pageQuerySchema
  .extend({
    status: orderStatusSchema.optional(),
    from: sentTimeSchema.optional().meta({ description: 'Orders that were placed at this time or later.' }),
    to: sentTimeSchema.optional().meta({ description: 'Orders that were placed before this time.' }),
    customer_id: sentIdSchema.optional(),
    email: emailSchema.optional().meta({ description: 'Orders of the customer with this email.' }),
    product_id: sentIdSchema.optional().meta({ description: 'Orders with a line of this product.' }),
    payment_method: trimmedText(PAYMENT_METHOD_LENGTH_MAX).optional(),
    q: soughtSchema.optional().meta({ description: "An order's id or its beginning, or the email of a customer." }),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    path: ['to'],
    error: 'must not be before `from`',
  });
export type ListOrdersQuery = z.infer<typeof listOrdersQuerySchema>;
