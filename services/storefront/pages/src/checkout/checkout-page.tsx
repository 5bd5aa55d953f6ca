import { useEffect } from 'react';
import { Link, useLocation } from 'wouter';
import { cart } from '../cart/cart.js';
import { goTo } from '../parts/go-to.js';
import { useTitle } from '../parts/title.js';
import { OrderForm } from './order-form.js';
import { attend, forgetAnswer, goOn, sending } from './send-order.js';

/** From the cart to an order, on one page. */
export function CheckoutPage() {
  useTitle('Check out');
  const lines = cart.use();
  const state = sending.use();
  const [, go] = useLocation();
  useEffect(() => {
    const leave = attend();
    void goOn();
    return () => {
      leave();
      if (sending.get().is === 'refused') forgetAnswer();
    };
  }, []);
  useEffect(() => {
    if (state.is !== 'placed') return;
    forgetAnswer();
    goTo(() => go(`/orders/${state.order.order_id}`, { replace: true }));
  }, [state, go]);
  const isBusy = state.is === 'sending' || state.is === 'waiting' || state.is === 'placed';
  return (
    <>
      <h1 className="mb-6 text-2xl font-bold tracking-tight sm:text-3xl">Check out</h1>
      {lines.length === 0 && !isBusy ? <NothingToBuy /> : <OrderForm lines={lines} isBusy={isBusy} />}
    </>
  );
}

function NothingToBuy() {
  return (
    <div className="card grid justify-items-center gap-4 p-12 text-center">
      <p>Your cart is empty.</p>
      <Link href="/" className="button button-main">
        To the shop
      </Link>
    </div>
  );
}
