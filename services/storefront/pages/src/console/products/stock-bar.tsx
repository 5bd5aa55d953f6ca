import type { Product, ProductStock } from '@stockade/client';
import { useSeen } from './use-seen.js';
import { useStock } from './use-stock.js';

/** The pieces of a product as one bar: those that can be sold, and those that orders have reserved. */
export function StockBar({ product }: { product: Product }) {
  const [place, isSeen] = useSeen<HTMLDivElement>();
  const { data: stock, isError } = useStock(product, isSeen);
  return (
    <div ref={place} className="min-w-0 lg:pt-8">
      <StockOrCount product={product} stock={stock} isError={isError} />
    </div>
  );
}

interface StockOrCountProps {
  product: Product;
  stock: ProductStock | undefined;
  isError: boolean;
}

/** The bar, or as long as only the available pieces are known, their number. */
export function StockOrCount({ product: { stock_quantity }, stock, isError }: StockOrCountProps) {
  if (stock) return <Counted stock={stock} />;
  return (
    <p className="text-sm text-muted">
      {stock_quantity.toLocaleString()} available
      {isError && '; how many are reserved is not known'}
    </p>
  );
}

function Counted({ stock: { available, reserved, received, in_transit, exact } }: { stock: ProductStock }) {
  const shareOf = (pieces: number) => `${received === 0 ? 0 : (pieces / received) * 100}%`;
  return (
    <>
      <div aria-hidden="true" className="flex h-3 overflow-hidden rounded-full border border-line bg-sunken">
        <div className="bg-good" style={{ width: shareOf(available) }} />
        {reserved > 0 && (
          <div
            className={`bg-pending ${available > 0 ? 'border-l-2 border-raised' : ''}`}
            style={{ width: shareOf(reserved) }}
          />
        )}
      </div>
      <p className="mt-1 flex flex-wrap gap-x-3 text-sm text-muted">
        <span>
          <span aria-hidden="true" className="text-good">
            ■{' '}
          </span>
          {available.toLocaleString()} available
        </span>
        <span>
          <span aria-hidden="true" className="text-pending">
            ■{' '}
          </span>
          {reserved.toLocaleString()} reserved
        </span>
        <span>{received.toLocaleString()} received</span>
        {in_transit > 0 && <span>{in_transit.toLocaleString()} on their way between partitions</span>}
        {!exact && <span className="text-stale">△ counted while pieces moved</span>}
      </p>
    </>
  );
}
