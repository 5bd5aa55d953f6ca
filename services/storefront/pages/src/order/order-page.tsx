import { ApiProblem, dataOf, type Order } from '@stockade/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { clients } from '../api/clients.js';
import { KEYS, orderOf, paymentOf, reservationsOf } from '../api/queries.js';
import { announce } from '../parts/announce.js';
import { curlOf } from '../parts/curl.js';
import { dateTime, shortId } from '../parts/format.js';
import { NotThere } from '../parts/not-there.js';
import { CopyButton, Panel } from '../parts/panel.js';
import { ProblemNote, wordsOf } from '../parts/problem-note.js';
import { StatusBadge } from '../parts/status.js';
import { useTitle } from '../parts/title.js';
import { ItemsPanel } from './items-panel.js';
import { MoneyPanel } from './money-panel.js';
import { PathDiagram } from './path-diagram.js';
import { SentNote } from './sent-note.js';
import { stepsOf } from './steps.js';
import { StockPanel } from './stock-panel.js';
import { StoryPanel } from './story-panel.js';

/** An order, live. */
export function OrderPage({ id }: { id: string }) {
  const { data: order, error } = useQuery(orderOf(id));
  useTitle(`Order ${shortId(id)}`);
  if (order) return <Details order={order} />;
  if (error instanceof ApiProblem && error.status === 404) return <NotThere what="order" />;
  if (error) return <ProblemNote error={error} />;
  return <div aria-busy="true" className="skeleton h-[40rem]" />;
}

function Details({ order }: { order: Order }) {
  const { order_id: id, status } = order;
  const { data: payment } = useQuery(paymentOf(id));
  const mayBeDecided = status === 'completed' || status === 'refunded';
  const { data: decisions } = useQuery(reservationsOf(mayBeDecided ? [id] : []));
  const decision = decisions?.items[0];
  const steps = stepsOf(order, decision);
  const byCurl = curlOf({ path: `/api/store/orders/${id}`, isPrivate: true });
  return (
    <>
      <header className="mb-5 flex flex-wrap items-center gap-x-5 gap-y-3">
        <div className="grow">
          <h1 className="flex flex-wrap items-center gap-x-4 text-2xl font-bold tracking-tight">
            Order {shortId(id)}
            <span className="text-lg">
              <StatusBadge status={status} />
            </span>
          </h1>
          <p className="mt-1 flex items-center gap-2 text-sm text-muted">
            <span className="[overflow-wrap:anywhere]">
              {dateTime(order.created_at)} · {id}
            </span>
            <CopyButton text={id} />
          </p>
        </div>
        {status === 'pending' && <Cancel orderId={id} />}
      </header>
      <SentNote orderId={id} />
      <div className="grid grid-cols-1 gap-5">
        <Panel
          title="Its path"
          curl={`${curlOf({ path: `/api/store/orders/${id}/events`, isPrivate: true })} --no-buffer`}
        >
          <PathDiagram steps={steps} />
        </Panel>
        <div className="grid grid-cols-1 gap-5 lg:grid-cols-3">
          <ItemsPanel order={order} />
          <MoneyPanel orderId={id} payment={payment} />
          <StockPanel order={order} decision={decision} />
        </div>
        <StoryPanel steps={steps} json={order} curl={byCurl} />
      </div>
    </>
  );
}

function Cancel({ orderId }: { orderId: string }) {
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => dataOf(clients.store.POST('/orders/{id}/cancel', { params: { path: { id: orderId } } })),
    onSuccess: (order) => queries.setQueryData(KEYS.order(orderId), order),
    onError(error) {
      const wasPaid = error instanceof ApiProblem && error.status === 409;
      announce(wasPaid ? 'The payment was faster: it can no longer be cancelled.' : wordsOf(error));
    },
    retry: (_failures, error) => error instanceof ApiProblem && error.mayPass,
    retryDelay: 1_000,
  });
  return (
    <button type="button" className="button" disabled={cancel.isPending} onClick={() => cancel.mutate()}>
      {cancel.isPending ? 'Cancelling …' : 'Cancel the order'}
    </button>
  );
}
