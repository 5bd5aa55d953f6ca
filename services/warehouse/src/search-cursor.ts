import { jsonText, PRODUCT_SORTS, sentIdSchema, type ProductSort } from '@stockade/contracts';
import { validationError } from '@stockade/http';
import { z } from 'zod';
import type { Position } from './catalogue-entry.js';

const cursorSchema = jsonText(z.tuple([z.enum(PRODUCT_SORTS), z.union([z.string(), z.number()]), z.uuid()]));

/** Names a position to a client. In the list of the newest it is the id alone, as in every other list. */
export const writeCursor = (sort: ProductSort, { key, id }: Position): string =>
  sort === 'newest' ? id : Buffer.from(JSON.stringify([sort, key, id])).toString('base64url');

/** The position that a cursor names. Throws the problem 400 for the cursor of another sort, and for what is none. */
export function readCursor(sort: ProductSort, cursor: string): Position {
  const id = sentIdSchema.safeParse(cursor);
  const sorted = cursorSchema.safeParse(Buffer.from(cursor, 'base64url').toString()).data;
  const sortOfCursor = id.success ? 'newest' : sorted?.[0];
  if (sort === 'newest' && id.success) return { key: '', id: id.data };
  if (sortOfCursor === sort && sorted !== undefined) return { key: sorted[1], id: sorted[2] };
  throw validationError([{ field: 'cursor', message: refusal(sort, sortOfCursor) }]);
}

function refusal(sort: ProductSort, sortOfCursor: ProductSort | undefined): string {
  if (sortOfCursor !== undefined)
    return `is of a list sorted by ${sortOfCursor}, and this one is sorted by ${sort}; begin without a cursor`;
  return sort === 'newest' ? 'must be a UUID' : 'must be the next_cursor of the page before';
}
