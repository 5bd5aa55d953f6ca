import { Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { lazyRarePage } from '../parts/lazy-page.js';
import { NotThere } from '../parts/not-there.js';
import { ConsoleLinks } from './console-links.js';
import { OfAdmin } from './of-admin.js';

const OverviewPage = lazyRarePage(async () => (await import('./overview/overview-page.js')).OverviewPage);
const OrdersPage = lazyRarePage(async () => (await import('./orders/orders-page.js')).OrdersPage);
const ProductsPage = lazyRarePage(async () => (await import('./products/products-page.js')).ProductsPage);
const ProductStockPage = lazyRarePage(async () => (await import('./products/product-stock-page.js')).ProductStockPage);
const CustomersPage = lazyRarePage(async () => (await import('./customers/customers-page.js')).CustomersPage);
const CustomerPage = lazyRarePage(async () => (await import('./customers/customer-page.js')).CustomerPage);
const DeadLettersPage = lazyRarePage(async () => (await import('./dead-letters/dead-letters-page.js')).DeadLettersPage);
const LetterPage = lazyRarePage(async () => (await import('./dead-letters/letter-page.js')).LetterPage);
const AuditPage = lazyRarePage(async () => (await import('./audit/audit-page.js')).AuditPage);
const StreamsPage = lazyRarePage(async () => (await import('./streams/streams-page.js')).StreamsPage);
const StreamPage = lazyRarePage(async () => (await import('./streams/stream-page.js')).StreamPage);
const ProofPage = lazyRarePage(async () => (await import('./proof/proof-page.js')).ProofPage);

/** The operations console, for admins. */
export function ConsolePages() {
  return (
    <OfAdmin>
      <nav aria-label="Console">
        <ConsoleLinks where="line" />
      </nav>
      <Suspense fallback={<div className="skeleton h-96" />}>
        <Switch>
          <Route path="/console" component={OverviewPage} />
          <Route path="/console/orders" component={OrdersPage} />
          <Route path="/console/products" component={ProductsPage} />
          <Route path="/console/products/:id">{({ id }) => <ProductStockPage key={id} id={id} />}</Route>
          <Route path="/console/customers" component={CustomersPage} />
          <Route path="/console/customers/:id">{({ id }) => <CustomerPage key={id} id={id} />}</Route>
          <Route path="/console/streams" component={StreamsPage} />
          <Route path="/console/streams/:stream">{({ stream }) => <StreamPage key={stream} name={stream} />}</Route>
          <Route path="/console/dead-letters" component={DeadLettersPage} />
          <Route path="/console/dead-letters/:id">{({ id }) => <LetterPage key={id} id={id} />}</Route>
          <Route path="/console/audit/:id?">{({ id }) => <AuditPage {...(id !== undefined && { id })} />}</Route>
          <Route path="/console/proof" component={ProofPage} />
          <Route>
            <NotThere what="page" />
          </Route>
        </Switch>
      </Suspense>
    </OfAdmin>
  );
}
