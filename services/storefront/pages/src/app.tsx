import { Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { lazyPage, lazyRarePage } from './parts/lazy-page.js';
import { NotThere } from './parts/not-there.js';
import { OfUser } from './session/of-user.js';
import { ProductPage } from './product/product-page.js';
import { Shell } from './shell/shell.js';
import { ShopPage } from './shop/shop-page.js';

// What a visitor of the shop does not need at once.
const CheckoutPage = lazyPage(async () => (await import('./checkout/checkout-page.js')).CheckoutPage);
const OrdersPage = lazyPage(async () => (await import('./orders/orders-page.js')).OrdersPage);
const OrderPage = lazyPage(async () => (await import('./order/order-page.js')).OrderPage);
const AccountPage = lazyPage(async () => (await import('./session/account-page.js')).AccountPage);

const ConsolePages = lazyRarePage(async () => (await import('./console/console-pages.js')).ConsolePages);

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
          <Route path="/console/*?" component={ConsolePages} />
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
