import { ApiProblem, type DeadLetter, type OrderStory } from '@stockade/client';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { shortId } from '../../parts/format.js';
import { Panel } from '../../parts/panel.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { StatusBadge } from '../../parts/status.js';
import { storyCurl, storyOf } from '../order/queries.js';
import { effectOf, flowOf } from './letter-words.js';

/** A foreign entry may name as its order whatever it likes. */
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** The order of a dead letter as it is now, and what a replay would do to it. */
export function OrderPanel({ orderId, letter }: { orderId: string; letter: DeadLetter }) {
  const isId = UUID.test(orderId);
  const { data: story, error } = useQuery({ ...storyOf(orderId), enabled: isId });
  const isUnknown = !isId || (error instanceof ApiProblem && error.status === 404);
  return (
    <Panel title="Its order now" json={story} curl={storyCurl(orderId)}>
      {story && <Told story={story} stream={flowOf(letter)} />}
      {isUnknown && (
        <p>
          There is no order <span className="font-mono [overflow-wrap:anywhere]">{orderId}</span>: a replay has nothing
          to do.
        </p>
      )}
      {error && !isUnknown && <ProblemNote error={error} />}
      {!story && !error && isId && <div aria-busy="true" className="skeleton h-24" />}
    </Panel>
  );
}

function Told({ story, stream }: { story: OrderStory; stream: string }) {
  const { order_id, order, money } = story;
  return (
    <div className="grid gap-2">
      <p className="flex flex-wrap items-center gap-x-4">
        <Link href={`/orders/${order_id}`} className="font-medium underline">
          Order {shortId(order_id)}
        </Link>
        {order && <StatusBadge status={order.status} />}
      </p>
      <p>{effectOf(stream, story)}</p>
      {money && <p className="text-sm text-muted">{money.says}</p>}
    </div>
  );
}
