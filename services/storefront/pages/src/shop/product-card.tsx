import type { Product } from '@stockade/client';
import { ShoppingCart } from 'lucide-react';
import { memo } from 'react';
import { Link } from 'wouter';
import { addToCart } from '../cart/cart.js';
import { announce } from '../parts/announce.js';
import { money } from '../parts/format.js';
import { Palisade, stockWords } from '../parts/palisade.js';
import { Picture } from '../parts/picture.js';

/** A product in the grid; drawn anew only when it has changed, not when another one has. */
export const ProductCard = memo(function ProductCard({ product, isFirst }: { product: Product; isFirst: boolean }) {
  const { id, name, price, currency, stock_quantity } = product;
  const isGone = stock_quantity === 0;
  return (
    <li className="card group relative flex min-w-0 flex-col overflow-hidden">
      <div className="grid aspect-[4/3] place-items-center bg-sunken p-3">
        <Picture product={product} isEager={isFirst} className={`size-full ${isGone ? 'opacity-60 grayscale' : ''}`} />
      </div>
      {stock_quantity === 1 && <Ribbon />}
      <div className="flex grow flex-col gap-2 p-3 sm:p-4">
        <h2 className="leading-snug font-medium">
          <Link href={`/products/${id}`} className="after:absolute after:inset-0 hover:text-accent">
            {name}
          </Link>
        </h2>
        <div className="mt-auto flex items-end justify-between gap-2">
          <div className="min-w-0">
            <Palisade stock={stock_quantity} className="h-7 w-auto sm:h-8" />
            <p aria-hidden="true" className={`mt-1 text-sm ${stock_quantity <= 5 ? 'text-stale' : 'text-muted'}`}>
              {stockWords(stock_quantity)}
            </p>
          </div>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <p className="text-lg font-semibold">{money(price, currency)}</p>
          <button
            type="button"
            className="button relative z-10 ml-auto size-10 shrink-0 p-0"
            onClick={() => {
              addToCart(id);
              announce(`${name} is in your cart`);
            }}
          >
            <ShoppingCart className="size-5" aria-hidden="true" />
            <span className="sr-only">Put {name} into the cart</span>
          </button>
        </div>
      </div>
    </li>
  );
});

function Ribbon() {
  return (
    <p className="absolute top-3 left-0 rounded-r-md bg-accent px-2.5 forced-color-adjust-none py-0.5 text-sm font-semibold text-accent-ink">
      Last one
    </p>
  );
}

/** Where a product will be, in its size. */
export function ProductCardSkeleton() {
  return (
    <div className="card overflow-hidden">
      <div className="aspect-[4/3] bg-sunken" />
      <div className="grid gap-3 p-3 sm:p-4">
        <div className="skeleton h-5 w-3/4" />
        <div className="skeleton h-14 w-1/2" />
        <div className="skeleton h-10 w-full" />
      </div>
    </div>
  );
}
