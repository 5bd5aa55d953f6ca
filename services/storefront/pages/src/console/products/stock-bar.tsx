import type { Product, ProductStock } from '@stockade/client';
import { useQuery } from '@tanstack/react-query';
import { stockOf } from './queries.js';
import { useCalm } from './use-calm.js';
import { useSeen } from './use-seen.js';

/** So often at most the pieces of a product are counted while it sells. */
const COUNT_INTERVAL_MS = 1_000;

/** The pieces of a product as one bar: those that can be sold, and those that orders have reserved. */
export function StockBar({ product: { id, stock_quantity, updated_at } }: { product: Product }) {
  const [place, isSeen] = useSeen<HTMLDivElement>();
  const asOf = useCalm(`${updated_at} ${stock_quantity}`, COUNT_INTERVAL_MS);
  const { data: stock, isError } = useQuery({ ...stockOf(id, asOf), enabled: isSeen });
  return (
    <div ref={place} className="min-w-0 lg:pt-8">
      {stock && <Counted stock={stock} />}
      {!stock && (
        <p className="text-sm text-muted">
          {stock_quantity.toLocaleString()} available
          {isError && '; how many are reserved is not known'}
        </p>
      )}
    </div>
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
