import { ApiProblem, type Product } from '@stockade/client';
import { useQuery } from '@tanstack/react-query';
import { ArrowLeft } from 'lucide-react';
import { Link } from 'wouter';
import { productOf } from '../../api/queries.js';
import { curlOf } from '../../parts/curl.js';
import { NotThere } from '../../parts/not-there.js';
import { Panel } from '../../parts/panel.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { useTitle } from '../../parts/title.js';
import { useFeed } from '../feed/feed.js';
import { AwayNote } from '../parts/away-note.js';
import { SetField } from './set-field.js';
import { StockOrCount } from './stock-bar.js';
import { StockHistoryPanel } from './stock-history-panel.js';
import { useStock } from './use-stock.js';

/** A product: its price and its stock, which can be set, and how its stock was over time. */
export function ProductStockPage({ id }: { id: string }) {
  const { data: product, error } = useQuery(productOf(id));
  useTitle(product?.name ?? 'Product');
  useFeed();
  // It may have been removed while it was shown.
  if (error instanceof ApiProblem && error.status === 404) return <NotThere what="product" />;
  if (product) return <Details product={product} />;
  if (error) return <ProblemNote error={error} />;
  return <div aria-busy="true" className="skeleton h-[32rem]" />;
}

function Details({ product }: { product: Product }) {
  const { id, name, category, currency } = product;
  const { data: stock, isError } = useStock(product, true);
  return (
    <>
      <Link href="/console/products" className="mb-3 inline-flex min-h-8 items-center gap-2 text-muted hover:text-ink">
        <ArrowLeft className="size-4" aria-hidden="true" />
        Products
      </Link>
      <h1 className="text-2xl font-bold tracking-tight [overflow-wrap:anywhere] sm:text-3xl">{name}</h1>
      <p className="mt-1 mb-5 flex flex-wrap gap-x-4 text-sm text-muted">
        <span>
          {category ?? 'no category'} · {currency}
        </span>
        <Link href={`/products/${id}`} className="underline">
          In the shop
        </Link>
        <Link href={`/console/orders?product=${id}`} className="underline">
          Orders of it
        </Link>
      </p>
      <AwayNote />
      <div className="grid grid-cols-1 gap-5">
        <Panel title="Now" json={stock} curl={curlOf({ path: `/api/operations/ops/stock/${id}`, isPrivate: true })}>
          <div className="grid grid-cols-2 items-start gap-x-5 gap-y-4 sm:grid-cols-[7.5rem_7.5rem_minmax(0,1fr)]">
            <SetField product={product} field="price" />
            <SetField product={product} field="stock_quantity" />
            <div className="col-span-2 min-w-0 sm:col-span-1 sm:pt-8">
              <StockOrCount product={product} stock={stock} isError={isError} />
            </div>
          </div>
        </Panel>
        <StockHistoryPanel id={id} stock={stock} />
      </div>
    </>
  );
}
