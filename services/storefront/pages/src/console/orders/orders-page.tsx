import { ApiProblem } from '@stockade/client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { curlOf } from '../../parts/curl.js';
import { Panel } from '../../parts/panel.js';
import { useTitle } from '../../parts/title.js';
import { CsvButton } from './csv-button.js';
import { Filters } from './filters.js';
import { useOrderFilter } from './filter.js';
import { FoundOrders } from './found-orders.js';
import { foundOrders } from './queries.js';

/** The orders of all customers: searched, live, and saved as a file. */
export function OrdersPage() {
  useTitle('Orders');
  const [filter, clear] = useOrderFilter();
  const list = useInfiniteQuery(foundOrders(filter));
  const problem = list.error instanceof ApiProblem ? list.error : null;
  const query = new URLSearchParams({ ...filter }).toString();
  const path = `/api/store/orders${query && `?${query}`}`;
  return (
    <>
      <h1 className="mb-5 text-2xl font-bold tracking-tight sm:text-3xl">Orders</h1>
      <Filters filter={filter} problem={problem} onClear={clear} />
      <Panel title="Found" json={list.data?.pages} curl={curlOf({ path, isPrivate: true })}>
        {list.data && (
          <div className="mb-4">
            <CsvButton key={query} filter={filter} />
          </div>
        )}
        <FoundOrders
          key={query}
          list={list}
          isFiltered={query !== ''}
          hasCustomer
          isAtField={problem?.document?.errors !== undefined}
        />
      </Panel>
    </>
  );
}
