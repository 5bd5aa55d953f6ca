import { Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { lazyRarePage } from '../parts/lazy-page.js';
import { NotThere } from '../parts/not-there.js';
import { ConsoleLinks } from './console-links.js';
import { OfAdmin } from './of-admin.js';

const OverviewPage = lazyRarePage(async () => (await import('./overview/overview-page.js')).OverviewPage);
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
          <Route path="/console/proof" component={ProofPage} />
          <Route>
            <NotThere what="page" />
          </Route>
        </Switch>
      </Suspense>
    </OfAdmin>
  );
}
