import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { firstProducts, makeQueries } from './api/queries.js';
import { App } from './app.js';
import { startLive } from './live/live.js';
import { fetchPages } from './parts/lazy-page.js';
import { forgetOthersOrders } from './session/forget-orders.js';
import { startSession } from './session/session.js';
import { knownOfDocument, takeKnown } from './shop/known.js';
import './styles.css';

const queries = makeQueries();
const known = knownOfDocument();
if (known !== null) takeKnown(queries, known);
// Asked for already, by early.js.
if (location.pathname === '/' && location.search === '') queries.infiniteQuery(firstProducts).catch(() => {});
void startSession();
startLive(queries);
forgetOthersOrders(queries);

const place = document.getElementById('page');
if (place === null) throw new Error('the page has no place for its content');
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
);
// At the shop, scripts that begin after the first paint may come after the load.
if (document.readyState === 'complete') fetchPages();
else addEventListener('load', fetchPages);
