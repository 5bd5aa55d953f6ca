import { LINE_QUANTITY_MAX } from '@stockade/contracts/limits';
import { useQuery } from '@tanstack/react-query';
import { ShoppingCart, Trash2 } from 'lucide-react';
import { useLocation } from 'wouter';
import { productOf, quoteOf } from '../api/queries.js';
import { money } from '../parts/format.js';
import { Modal } from '../parts/modal.js';
import { Picture } from '../parts/picture.js';
import { Stepper } from '../parts/stepper.js';
import { cart, setQuantity, type CartLine } from './cart.js';
import { PriceSummary } from './price-summary.js';
import { refusalsOf } from './refusals.js';

/** The cart, from the right. Prices are asked for when it opens, and again whenever one changes. */
export function CartDialog({ onClose }: { onClose: () => void }) {
  const lines = cart.use();
  const [, go] = useLocation();
  const quote = useQuery(quoteOf(lines));
  const refusals = refusalsOf(quote.error, lines);
  return (
    <Modal title="Your cart" place="side" onClose={onClose}>
      {lines.length === 0 ? (
        <EmptyCart />
      ) : (
        <div className="flex min-h-full flex-col gap-5">
          <ul className="flex flex-col gap-4">
            {lines.map((line) => (
              <Line key={line.product_id} line={line} trouble={refusals.lines.get(line.product_id)} />
            ))}
          </ul>
          <div className="mt-auto border-t border-line pt-4">
            <PriceSummary quote={quote.data} isOld={quote.isError || quote.isFetching} />
            {refusals.whole.map((words) => (
              <p key={words} role="alert" className="mt-2 text-sm text-bad">
                {words}
              </p>
            ))}
            <button
              type="button"
              className="button button-main mt-4 w-full"
              onClick={() => {
                onClose();
                go('/checkout');
              }}
            >
              Check out
            </button>
          </div>
        </div>
      )}
    </Modal>
  );
}

function EmptyCart() {
  return (
    <div className="grid h-full place-content-center justify-items-center gap-3 py-16 text-center text-muted">
      <ShoppingCart className="size-12" strokeWidth="1.25" aria-hidden="true" />
      <p>Nothing in it yet.</p>
    </div>
  );
}

function Line({ line: { product_id, quantity }, trouble }: { line: CartLine; trouble: string | undefined }) {
  const { data: product } = useQuery(productOf(product_id));
  return (
    <li className="grid grid-cols-[3rem_minmax(0,1fr)] gap-x-2 gap-y-2 min-[380px]:grid-cols-[4.5rem_minmax(0,1fr)] min-[380px]:gap-x-4">
      <div className="row-span-2 aspect-square overflow-hidden rounded-card bg-sunken p-1">
        {product && <Picture product={product} className="size-full" />}
      </div>
      <div className="flex items-start justify-between gap-3">
        <p className="font-medium [overflow-wrap:anywhere]">
          {product?.name ?? (trouble === undefined ? ' ' : 'No longer sold')}
        </p>
        <p className="shrink-0">{product && money(product.price, product.currency)}</p>
      </div>
      <div className="flex items-center justify-between gap-1.5">
        <Stepper
          label={`Pieces of ${product?.name ?? 'this product'}`}
          value={quantity}
          max={LINE_QUANTITY_MAX}
          onChange={(value) => setQuantity(product_id, value)}
        />
        <button type="button" className="button size-10 shrink-0 p-0" onClick={() => setQuantity(product_id, 0)}>
          <Trash2 className="size-4" aria-hidden="true" />
          <span className="sr-only">Take {product?.name ?? 'it'} out</span>
        </button>
      </div>
      {trouble !== undefined && <p className="col-span-2 text-sm text-bad">{trouble}</p>}
    </li>
  );
}
