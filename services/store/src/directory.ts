import {
  toIso,
  type AccountView,
  type Keys,
  type ListUsersQuery,
  type Page,
  type PageQuery,
} from '@stockade/contracts';
import { fillPage, readPage } from '@stockade/records';
import { leaveOutUnreadable, readFrom, type Redis } from '@stockade/redis';
import { toUserView, type User, type Users } from './users.js';

/** Sorts after every character that an email can have. */
const AFTER_ALL_CHARACTERS = '\u{10ffff}';

/** Everybody who has an account, for admins. */
export interface Directory {
  /** Lists users, newest first; with `q` those whose emails begin with it, by email, or the one user with this id. */
  list(query: ListUsersQuery): Promise<Page<AccountView>>;
  find(userId: string): Promise<AccountView | null>;
}

interface Dependencies {
  redis: Redis;
  keys: Keys;
  users: Pick<Users, 'find' | 'findByEmail'>;
}

export function makeDirectory({ redis, keys, users }: Dependencies): Directory {
  async function find(userId: string): Promise<AccountView | null> {
    return withOrders(await users.find(userId));
  }

  async function withOrders(user: User | null): Promise<AccountView | null> {
    if (user === null) return null;
    const index = keys.ordersOfCustomer(user.user_id);
    const orders = await readFrom(index, redis.zCard(index));
    return { ...toUserView(user), created_at: toIso(user.created_at), orders };
  }

  /** The next emails of all partitions that begin in this way. */
  async function emailsAfter(beginning: string, after: string | undefined, count: number): Promise<string[]> {
    const from = after === undefined ? `[${beginning}` : `(${after}`;
    const bounds = { BY: 'LEX', LIMIT: { offset: 0, count } } as const;
    const emails = await Promise.all(
      keys.partitions.map(({ userEmails }) =>
        redis.zRange(userEmails, from, `[${beginning}${AFTER_ALL_CHARACTERS}`, bounds),
      ),
    );
    return emails.flat().toSorted(byBytes).slice(0, count);
  }

  /** The cursor of a page is the id of a user, as in every other list. */
  async function listByEmail(beginning: string, { limit, cursor }: PageQuery): Promise<Page<AccountView>> {
    const last = cursor === undefined ? undefined : await users.find(cursor);
    if (last === null) return { items: [], next_cursor: null };
    const { items, next_cursor: next } = await fillPage(
      (after, count) => emailsAfter(beginning, after, count),
      { limit, cursor: last?.email },
      { load: async (email) => withOrders(await users.findByEmail(email)) },
    );
    return { items, next_cursor: next === null ? null : await redis.get(keys.userByEmail(next)) };
  }

  return {
    async list({ q, ...page }) {
      if (q === undefined) {
        const indexes = keys.partitions.map((partition) => partition.users);
        return readPage(redis, indexes, page, { load: find });
      }
      if ('emailBeginning' in q) return listByEmail(q.emailBeginning, page);
      const user = await leaveOutUnreadable(find(q.userId));
      return { items: user === null ? [] : [user], next_cursor: null };
    },
    find,
  };
}

/** The order in which Redis sorts. */
const byBytes = (one: string, other: string) => Buffer.compare(Buffer.from(one), Buffer.from(other));
