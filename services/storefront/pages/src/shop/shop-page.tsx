import type { Product } from '@stockade/client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { SearchX } from 'lucide-react';
import { useDeferredValue } from 'react';
import { Link } from 'wouter';
import { productList, type ProductFilter } from '../api/queries.js';
import { MoreButton } from '../parts/more-button.js';
import { ProblemNote } from '../parts/problem-note.js';
import { useSearchParam } from '../parts/search-params.js';
import { useTitle } from '../parts/title.js';
import { Filters } from './filters.js';
import { ProductCard, ProductCardSkeleton } from './product-card.js';
import { StaleStrip } from './stale-strip.js';

const SKELETONS = 8;
/** Products whose pictures are asked for at once: a phone shows two rows of two, a wide screen a row of four. */
const SEEN_FIRST = 4;
const GRID = 'grid grid-cols-2 gap-3 sm:gap-5 md:grid-cols-3 xl:grid-cols-4';

/** The catalogue, with the stock as it is now. */
export function ShopPage() {
  useTitle('Shop');
  const filter = useFilter();
  const list = useInfiniteQuery(productList(filter));
  const products = list.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <header className="mb-6 max-w-2xl">
        <h1 className="text-2xl font-bold tracking-tight sm:text-3xl">Everything for a palisade</h1>
        <p className="mt-1 text-muted">
          Stock is live: a plank falls when somebody buys. Whatever happens, nothing is sold twice.
        </p>
      </header>
      <Filters />
      <StaleStrip isStale={list.data?.pages.some((page) => page.isStale) ?? false} />
      {list.isError && products === undefined && <ProblemNote error={list.error} />}
      {products === undefined && !list.isError && (
        <div className={GRID} aria-busy="true">
          {Array.from({ length: SKELETONS }, (_, i) => (
            <ProductCardSkeleton key={i} />
          ))}
        </div>
      )}
      {products?.length === 0 && <NothingFound />}
      {products !== undefined && products.length > 0 && <Grid products={products} />}
      <MoreButton list={list}>Show more</MoreButton>
    </>
  );
}

/** What is seen first is drawn first, so that its pictures are asked for; the rest follows. */
function Grid({ products }: { products: readonly Product[] }) {
  const drawn = useDeferredValue(products, products.slice(0, SKELETONS));
  return (
    <ul className={GRID}>
      {drawn.map((product, i) => (
        <ProductCard key={product.id} product={product} isFirst={i < SEEN_FIRST} />
      ))}
    </ul>
  );
}

/** What is looked for, as the address says. */
function useFilter(): ProductFilter {
  const [search] = useSearchParam('search');
  const [category] = useSearchParam('category');
  const [sort] = useSearchParam('sort');
  return {
    ...(search !== '' && { search }),
    ...(category !== '' && { category }),
    ...((sort === 'name' || sort === 'price' || sort === '-price') && { sort }),
  };
}

function NothingFound() {
  return (
    <div className="card grid justify-items-center gap-3 p-12 text-center">
      <SearchX className="size-12 text-muted" strokeWidth="1.25" aria-hidden="true" />
      <p>Nothing here is called that.</p>
      <Link className="button" href="/">
        Show everything
      </Link>
    </div>
  );
}
