import { describe, expect, test } from '@jest/globals';
import { UnreadableRecordError } from '@stockade/redis';
import { fillPage, type PageItems } from '../src/paging.js';

/** `i1000` … `i0001`, newest first. */
const idsOf = (count: number) => Array.from({ length: count }, (_, i) => `i${String(count - i).padStart(4, '0')}`);

/** An index of so many items that says what was asked of it. */
function makeIndex(size: number, { load = async (id) => id, ...rest }: Partial<PageItems<string>> = {}) {
  const ids = idsOf(size);
  const asked: { loaded: string[]; rounds: number } = { loaded: [], rounds: 0 };
  const idsAfter = async (after: string | undefined, count: number) => {
    asked.rounds += 1;
    const from = after === undefined ? 0 : ids.indexOf(after) + 1;
    return ids.slice(from, from + count);
  };
  const page = (limit: number, cursor?: string) =>
    fillPage(
      idsAfter,
      { limit, cursor },
      {
        ...rest,
        load(id) {
          asked.loaded.push(id);
          return load(id);
        },
      },
    );
  return { ids, asked, page };
}

const selectOnly =
  (...wanted: string[]) =>
  async (ids: readonly string[]) =>
    ids.filter((id) => wanted.includes(id));

describe('a page of a list', () => {
  test.each([
    [0, 2, 0],
    [1, 2, 1],
    [2, 2, 2],
    [100, 100, 100],
  ])('of %i items with a limit of %i holds %i of them and is the last one', async (size, limit, shown) => {
    const { ids, page } = makeIndex(size);
    expect(await page(limit)).toEqual({ items: ids.slice(0, shown), next_cursor: null });
  });

  test('goes on past records that cannot be read, also when all that it may look at are such', async () => {
    const { page } = makeIndex(1_500, {
      load: async (id) => {
        if (id > 'i0002') throw new UnreadableRecordError(id, 'it is damaged');
        return id;
      },
    });
    const first = await page(10);
    expect(first.items).toEqual([]);
    expect(first.next_cursor).not.toBeNull();
    expect(await page(10, first.next_cursor ?? '')).toEqual({ items: ['i0002', 'i0001'], next_cursor: null });
  });

  test('rejects when an item cannot be loaded for another reason', async () => {
    const { page } = makeIndex(3, { load: () => Promise.reject(new Error('Redis is away')) });
    await expect(page(1)).rejects.toThrow('Redis is away');
  });

  test('leads to the next one until all items have been shown once', async () => {
    const { ids, page } = makeIndex(7);
    const seen: string[] = [];
    let cursor: string | undefined;
    for (let pages = 1; ; pages++) {
      const { items, next_cursor } = await page(3, cursor);
      seen.push(...items);
      if (next_cursor === null) {
        expect(pages).toBe(3);
        break;
      }
      cursor = next_cursor;
    }
    expect(seen).toEqual(ids);
  });

  test('passes over items that are gone, and is still full', async () => {
    const { ids, page } = makeIndex(25, { load: async (id) => (Number(id.slice(1)) % 2 === 0 ? id : null) });
    expect(await page(12)).toEqual({ items: ids.filter((id) => Number(id.slice(1)) % 2 === 0), next_cursor: null });
  });
});

describe('a page of a filtered list', () => {
  test('loads the items that it shows, and one more that tells of the next page', async () => {
    const { asked, page } = makeIndex(1_000, { select: selectOnly('i0700', 'i0600', 'i0500') });
    expect(await page(1)).toEqual({ items: ['i0700'], next_cursor: 'i0700' });
    expect(asked.loaded).toEqual(['i0700', 'i0600']);
  });

  test('looks at a hundred items a round, however few it may show', async () => {
    const { asked, page } = makeIndex(500, { select: selectOnly('i0001') });
    expect(await page(1)).toEqual({ items: ['i0001'], next_cursor: null });
    expect(asked.rounds).toBeLessThanOrEqual(6);
  });

  test('ends after a thousand items with a cursor, from which it goes on', async () => {
    const { page } = makeIndex(1_500, { select: selectOnly('i0001') });
    const first = await page(1);
    expect(first).toEqual({ items: [], next_cursor: 'i0501' });
    expect(await page(1, 'i0501')).toEqual({ items: ['i0001'], next_cursor: null });
  });
});
