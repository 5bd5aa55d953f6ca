import type { Product } from '@stockade/client';
import { Link } from 'wouter';
import { SetField } from './set-field.js';
import { StockBar } from './stock-bar.js';

/** A product in the table. */
export function ProductRow({ product }: { product: Product }) {
  const { id, name, category, currency } = product;
  return (
    <li className="grid grid-cols-2 items-start gap-x-4 gap-y-3 border-t border-line py-3 first:border-t-0 lg:grid-cols-[minmax(0,3fr)_7.5rem_7.5rem_minmax(0,4fr)_auto]">
      <div className="col-span-2 min-w-0 lg:col-span-1">
        <Link href={`/products/${id}`} className="font-medium [overflow-wrap:anywhere] hover:underline">
          {name}
        </Link>
        <p className="text-sm text-muted">
          {category ?? 'no category'} · {currency}
        </p>
      </div>
      <SetField product={product} field="price" />
      <SetField product={product} field="stock_quantity" />
      <div className="col-span-2 min-w-0 lg:col-span-1">
        <StockBar product={product} />
      </div>
      <p className="flex flex-wrap gap-x-4 text-sm lg:flex-col lg:pt-6">
        <Link href={`/console/orders?product=${id}`} className="inline-flex min-h-6 items-center underline">
          Orders<span className="sr-only"> of {name}</span>
        </Link>
        <Link href={`/console/products/${id}`} className="inline-flex min-h-6 items-center underline">
          Stock over time<span className="sr-only"> of {name}</span>
        </Link>
      </p>
    </li>
  );
}
