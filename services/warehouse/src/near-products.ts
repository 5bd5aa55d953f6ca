import { PAGE_SIZE_MAX, type Keys, type Page, type PageQuery, type ProductView } from '@stockade/contracts';
import { fillPage, readIndex } from '@stockade/records';
import { makeNearCache, type Cached, type Source, type Tracked } from '@stockade/redis';
import { makeProductReader } from './product-record.js';
import { makeIdFinder } from './watched-ids.js';

/** A page of the index has up to a hundred ids, and clients may request any page after the first. */
const LATER_PAGES_MAX = 1_000;

/** Reads of the catalogue: from memory while the copy is current, and the last known copy while Redis is away. */
export interface NearProducts {
  find(productId: string): Promise<Cached<ProductView | null>>;
  /** Its source is that of the least current part. */
  list(page: PageQuery): Promise<Cached<Page<ProductView>>>;
}

export function makeNearProducts(tracked: Tracked, keys: Keys, currency: string): NearProducts {
  const readProduct = makeProductReader(tracked.redis, keys, currency);
  const idIn = makeIdFinder(keys);
  // With many partitions a product has many stocks.
  const products = makeNearCache<ProductView | null>({ tracked, ownerOf: (key) => idIn(key)[0] });
  // Separate, so that pages after made-up ids do not evict first pages, of which there is one per size.
  const firstPages = makeNearCache<string[]>({ tracked, entriesMax: 2 * PAGE_SIZE_MAX });
  const laterPages = makeNearCache<string[]>({ tracked, entriesMax: LATER_PAGES_MAX });

  const find: NearProducts['find'] = (productId) =>
    products.read({
      name: productId,
      keys: [keys.product(productId), ...keys.stocks.map(({ stock }) => stock(productId))],
      load: () => readProduct(productId),
    });

  return {
    find,
    async list(page) {
      const sources: Source[] = [];
      const note = <Value>({ value, source }: Cached<Value>): Value => {
        sources.push(source);
        return value;
      };
      const idsAfter = async (after: string | undefined, count: number) =>
        note(
          await (after === undefined ? firstPages : laterPages).read({
            name: `${count} after ${after ?? 'the start'}`,
            keys: [keys.products],
            load: () => readIndex(tracked.redis, keys.products, after, count),
          }),
        );
      const value = await fillPage(idsAfter, page, { load: async (productId) => note(await find(productId)) });
      return { value, source: leastCurrent(sources) };
    },
  };
}

/** How current something is that was put together from such parts. */
export function leastCurrent(sources: readonly Source[]): Source {
  return sources.find((source) => source === 'STALE') ?? sources.find((source) => source === 'MISS') ?? 'HIT';
}
