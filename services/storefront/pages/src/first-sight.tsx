import { QueryClientProvider } from '@tanstack/react-query';
import { renderToString } from 'react-dom/server';
import { Router } from 'wouter';
import { makeQueries } from './api/queries.js';
import { App } from './app.js';

/** The shop as HTML before anything is known: what the build puts into the entry, to be seen while the scripts come. */
export const firstSight = (): string =>
  renderToString(
    <div inert className="[&_header_button]:invisible">
      <QueryClientProvider client={makeQueries()}>
        <Router ssrPath="/">
          <App />
        </Router>
      </QueryClientProvider>
    </div>,
  );
