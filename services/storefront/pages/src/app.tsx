import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { NotThere } from './parts/not-there.js';
import { OfUser } from './session/of-user.js';
import { ProductPage } from './product/product-page.js';
import { Shell } from './shell/shell.js';
import { ShopPage } from './shop/shop-page.js';

// What a visitor of the shop does not need at once.
const CheckoutPage = lazy(() => import('./checkout/checkout-page.js').then((page) => ({ default: page.CheckoutPage })));
const OrdersPage = lazy(() => import('./orders/orders-page.js').then((page) => ({ default: page.OrdersPage })));
const OrderPage = lazy(() => import('./order/order-page.js').then((page) => ({ default: page.OrderPage })));
const AccountPage = lazy(() => import('./session/account-page.js').then((page) => ({ default: page.AccountPage })));

/** The pages by their addresses. */
export function App() {
  return (
    <Shell>
      <Suspense fallback={<div className="skeleton h-96" />}>
        <Switch>
          <Route path="/" component={ShopPage} />
          <Route path="/products/:id">{({ id }) => <ProductPage key={id} id={id} />}</Route>
          <Route path="/checkout" component={CheckoutPage} />
          <Route path="/orders">
            <OfUser>
              <OrdersPage />
            </OfUser>
          </Route>
          <Route path="/orders/:id">
            {({ id }) => (
              <OfUser>
                <OrderPage key={id} id={id} />
              </OfUser>
            )}
          </Route>
          <Route path="/login">
            <AccountPage mode="login" />
          </Route>
          <Route path="/register">
            <AccountPage mode="register" />
          </Route>
          <Route>
            <NotThere what="page" />
          </Route>
        </Switch>
      </Suspense>
    </Shell>
  );
}
