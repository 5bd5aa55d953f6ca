import type { Product } from '@stockade/client';
import { SEARCH_LENGTH_MAX } from '@stockade/contracts/limits';
import { useInfiniteQuery } from '@tanstack/react-query';
import { PackageX } from 'lucide-react';
import { productList } from '../../api/queries.js';
import { curlOf } from '../../parts/curl.js';
import { MoreButton } from '../../parts/more-button.js';
import { Panel } from '../../parts/panel.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { useSearchParam } from '../../parts/search-params.js';
import { useTitle } from '../../parts/title.js';
import { StaleStrip } from '../../shop/stale-strip.js';
import { HeldRows } from '../parts/held-rows.js';
import { Nothing } from '../parts/nothing.js';
import { SearchBox } from '../parts/search-box.js';
import { ProductRow } from './product-row.js';
import { useHeldProducts } from './use-held-products.js';

/** Every product with its price and its stock, live; both can be set in place. */
export function ProductsPage() {
  useTitle('Products');
  const [search] = useSearchParam('search');
  const list = useInfiniteQuery(productList(search === '' ? {} : { search }));
  const products = list.data?.pages.flatMap(({ items }) => items);
  const path = `/api/warehouse/products${search && `?${new URLSearchParams({ search })}`}`;
  return (
    <>
      <h1 className="mb-5 text-2xl font-bold tracking-tight sm:text-3xl">Products</h1>
      <StaleStrip isStale={list.data?.pages.some(({ isStale }) => isStale) ?? false} />
      <search className="mb-5 block">
        <SearchBox
          param="search"
          label="Words of the name, the description or the category"
          maxLength={SEARCH_LENGTH_MAX}
        />
      </search>
      <Panel title={search === '' ? 'Newest first' : 'Found'} json={list.data?.pages} curl={curlOf({ path })}>
        {list.isError && <ProblemNote error={list.error} />}
        {products === undefined && !list.isError && <div aria-busy="true" className="skeleton h-96" />}
        {products?.length === 0 && (
          <Nothing sign={PackageX}>
            <p>{search === '' ? 'The shop has no product yet.' : 'No product is called that.'}</p>
          </Nothing>
        )}
        {products && products.length > 0 && <Rows key={search} products={products} />}
        <MoreButton list={list}>Show more</MoreButton>
      </Panel>
    </>
  );
}

function Rows({ products }: { products: readonly Product[] }) {
  const { rows, news, show } = useHeldProducts(products);
  return (
    <HeldRows news={news} show={show}>
      <ul>
        {rows.map((product) => (
          <ProductRow key={product.id} product={product} />
        ))}
      </ul>
    </HeldRows>
  );
}
