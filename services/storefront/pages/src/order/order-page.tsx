import { ApiProblem, dataOf, type Order } from '@stockade/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Suspense } from 'react';
import { clients } from '../api/clients.js';
import { KEYS, orderOf, paymentOf, reservationsOf } from '../api/queries.js';
import { announce } from '../parts/announce.js';
import { curlOf } from '../parts/curl.js';
import { dateTime, shortId } from '../parts/format.js';
import { lazyRarePage } from '../parts/lazy-page.js';
import { NotThere } from '../parts/not-there.js';
import { CopyButton, Panel } from '../parts/panel.js';
import { ProblemNote, wordsOf } from '../parts/problem-note.js';
import { StatusBadge } from '../parts/status.js';
import { useTitle } from '../parts/title.js';
import { session } from '../session/session.js';
import { ItemsPanel } from './items-panel.js';
import { MoneyPanel } from './money-panel.js';
import { PathDiagram } from './path-diagram.js';
import { SentNote } from './sent-note.js';
import { stepsOf, type Step } from './steps.js';
import { StockPanel } from './stock-panel.js';
import { StoryPanel } from './story-panel.js';

/** What only operators see. */
const OperatorTabs = lazyRarePage(async () => (await import('../console/order/operator-tabs.js')).OperatorTabs);

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
        <Told order={order} steps={steps} />
      </div>
    </>
  );
}

/** What happened: its story, and for operators in tabs beside it what only they see. */
function Told({ order, steps }: { order: Order; steps: readonly Step[] }) {
  const { order_id: id } = order;
  const now = session.use();
  const byCurl = curlOf({ path: `/api/store/orders/${id}`, isPrivate: true });
  const story = <StoryPanel steps={steps} json={order} curl={byCurl} />;
  if (now.is !== 'open' || now.user.role !== 'admin') return story;
  return (
    <Suspense fallback={<div aria-busy="true" className="skeleton h-80" />}>
      <OperatorTabs orderId={id} steps={steps} story={story} />
    </Suspense>
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
