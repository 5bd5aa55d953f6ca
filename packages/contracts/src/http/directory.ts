import { z } from 'zod';
import { beginningOfEmail } from '../email.js';
import { sentIdSchema } from '../ids.js';
import { EMAIL_LENGTH_MAX } from '../limits.js';
import { trimmedText } from '../text.js';
import { countSchema } from '../whole-number.js';
import { pageOf, pageQuerySchema } from './paging.js';
import { userViewSchema } from './users.js';

/** Users are looked for by the whole id of one, or by how their emails begin. */
export type SoughtUsers = { userId: string } | { emailBeginning: string };

/** `?q=&limit=&cursor=` of the list of users. */
export const listUsersQuerySchema = pageQuerySchema.extend({
  q: trimmedText(EMAIL_LENGTH_MAX)
    .transform((text): SoughtUsers => {
      const id = sentIdSchema.safeParse(text);
      return id.success ? { userId: id.data } : { emailBeginning: beginningOfEmail(text) };
    })
    .optional()
    .meta({
      description:
        'The id of a user, or the beginning of an email. Users found by email are in the sequence of their emails.',
    }),
});
export type ListUsersQuery = z.infer<typeof listUsersQuerySchema>;

/** A user as an admin sees one: never with a password or a token. */
export const accountViewSchema = userViewSchema
  .extend({
    created_at: z.iso.datetime(),
    orders: countSchema.meta({ description: 'How many orders the user has placed.' }),
  })
  .meta({ id: 'Account' });
export type AccountView = z.infer<typeof accountViewSchema>;
export const accountPageSchema = pageOf(accountViewSchema).meta({ id: 'AccountPage' });

/** A session, without anything that opens it. */
const sessionViewSchema = z.object({
  started_at: z.iso.datetime().meta({ description: 'When the user logged in.' }),
  expires_at: z.iso.datetime().meta({ description: 'When it ends, unless it is refreshed before.' }),
  current: z.boolean().meta({ description: 'Whether it is the one that asks.' }),
});
export type SessionView = z.infer<typeof sessionViewSchema>;
/** All sessions of a user: there are at most a thousand. */
export const sessionListSchema = z.object({ items: z.array(sessionViewSchema) }).meta({ id: 'SessionList' });
