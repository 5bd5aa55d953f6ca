import { ApiProblem, type Product } from '@stockade/client';
import { LINE_QUANTITY_MAX } from '@stockade/contracts/limits';
import { useQuery } from '@tanstack/react-query';
import { ShoppingCart } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { productOf } from '../api/queries.js';
import { addToCart } from '../cart/cart.js';
import { announce } from '../parts/announce.js';
import { curlOf } from '../parts/curl.js';
import { money } from '../parts/format.js';
import { NotThere } from '../parts/not-there.js';
import { Palisade, stockWords } from '../parts/palisade.js';
import { Panel } from '../parts/panel.js';
import { Picture } from '../parts/picture.js';
import { ProblemNote } from '../parts/problem-note.js';
import { Stepper } from '../parts/stepper.js';
import { useTitle } from '../parts/title.js';
import { StaleStrip } from '../shop/stale-strip.js';

/** One product, with its stock as it is now. */
export function ProductPage({ id }: { id: string }) {
  const { data: product, error } = useQuery(productOf(id));
  useTitle(product?.name ?? 'Product');
  // It may have been removed while it was shown.
  if (error instanceof ApiProblem && error.status === 404) return <NotThere what="product" />;
  if (product) return <Details product={product} />;
  if (error) return <ProblemNote error={error} />;
  return <div aria-busy="true" className="skeleton h-[32rem]" />;
}

function Details({ product }: { product: Product }) {
  const { id, name, description, category, price, currency, stock_quantity } = product;
  const isGone = stock_quantity === 0;
  return (
    <>
      <nav aria-label="You are here" className="mb-4 text-sm text-muted">
        <Link href="/" className="underline">
          Shop
        </Link>
        {category !== null && (
          <>
            {' / '}
            <Link href={`/?category=${encodeURIComponent(category)}`} className="underline">
              {category}
            </Link>
          </>
        )}
      </nav>
      <StaleStrip isStale={false} />
      <div className="grid grid-cols-1 gap-6 md:grid-cols-2 md:gap-10">
        <div className="card grid aspect-[4/3] place-items-center bg-sunken p-6">
          <Picture product={product} isEager className={`size-full ${isGone ? 'opacity-60 grayscale' : ''}`} />
        </div>
        <div className="flex flex-col items-start gap-5">
          <h1 className="text-3xl font-bold tracking-tight [overflow-wrap:anywhere]">{name}</h1>
          <p className="text-muted whitespace-pre-line [overflow-wrap:anywhere]">{description}</p>
          <p className="text-2xl font-semibold">{money(price, currency)}</p>
          <div>
            <Palisade stock={stock_quantity} className="h-14 w-auto" />
            <p aria-hidden="true" className={`mt-2 font-medium ${stock_quantity <= 5 ? 'text-stale' : 'text-muted'}`}>
              {stockWords(stock_quantity)}
            </p>
          </div>
          <Buy product={product} />
        </div>
      </div>
      <div className="mt-8">
        <Panel title="Under the counter" json={product} curl={curlOf({ path: `/api/warehouse/products/${id}` })}>
          <p className="text-sm text-muted">
            Stock and price are pushed by the warehouse as they change; this page asks for nothing twice.
          </p>
        </Panel>
      </div>
    </>
  );
}

function Buy({ product: { id, name, stock_quantity } }: { product: Product }) {
  const [pieces, setPieces] = useState(1);
  const isGone = stock_quantity === 0;
  const add = () => {
    addToCart(id, pieces);
    announce(`${name} is in your cart`);
  };
  return (
    <div className="grid grid-cols-1 gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <Stepper label={`Pieces of ${name}`} value={pieces} max={LINE_QUANTITY_MAX} onChange={setPieces} />
        <button type="button" className={`button ${isGone ? '' : 'button-main'}`} onClick={add}>
          <ShoppingCart className="size-5" aria-hidden="true" />
          {isGone ? 'Try anyway' : 'Put into the cart'}
        </button>
      </div>
      {isGone && (
        <p className="max-w-md text-sm text-muted">
          You may: the order is taken and paid, the warehouse finds nothing, and you get your money back. Watch it
          happen.
        </p>
      )}
    </div>
  );
}
