import { ApiProblem, type DeadLetter } from '@stockade/client';
import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, MailX } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import { curlOf } from '../../parts/curl.js';
import { dateTime } from '../../parts/format.js';
import { CopyButton, Panel } from '../../parts/panel.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { useTitle } from '../../parts/title.js';
import { useFeed } from '../feed/feed.js';
import { EntryFields } from '../parts/entry-fields.js';
import { Nothing } from '../parts/nothing.js';
import { LetterActions } from './letter-actions.js';
import { troublesOf } from './letter-words.js';
import { OrderPanel } from './order-panel.js';
import { letterOf } from './queries.js';

/** A dead letter, whole. */
export function LetterPage({ id }: { id: string }) {
  useTitle('Dead letter');
  useFeed();
  const { data: letter, error } = useQuery(letterOf(id));
  const isGone = error instanceof ApiProblem && (error.status === 404 || error.status === 400);
  return (
    <>
      <Link
        href="/console/dead-letters"
        className="mb-3 inline-flex min-h-8 items-center gap-2 text-muted hover:text-ink"
      >
        <ArrowLeft className="size-4" aria-hidden="true" />
        Dead letters
      </Link>
      {letter && <Shown letter={letter} />}
      {isGone && <Gone />}
      {error && !isGone && <ProblemNote error={error} />}
      {!letter && !error && <div aria-busy="true" className="skeleton h-96" />}
    </>
  );
}

function Gone() {
  return (
    <Nothing sign={MailX}>
      <h1 className="text-xl font-semibold">No such dead letter</h1>
      <p>It is not there any more: somebody replayed or removed it.</p>
    </Nothing>
  );
}

function Shown({ letter }: { letter: DeadLetter }) {
  const [, navigate] = useLocation();
  const { id, reason, fields, order_id } = letter;
  const byCurl = curlOf({ path: `/api/operations/ops/dead-letters/${id}`, isPrivate: true });
  return (
    <>
      <header className="mb-5 grid gap-3">
        <div>
          <h1 className="text-2xl font-bold tracking-tight">Dead letter</h1>
          <p className="mt-1 flex items-center gap-2 text-sm text-muted">
            <span className="font-mono [overflow-wrap:anywhere]">{id}</span>
            <CopyButton text={id} />
          </p>
        </div>
        <LetterActions
          words="this one"
          count={1}
          choice={{ ids: [id] }}
          onStarted={({ job_id }) => navigate(`/console/dead-letters?job=${job_id}`)}
        />
      </header>
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid grid-cols-1 gap-5">
          <Panel title="Why" json={letter} curl={byCurl}>
            <p className="text-lg [overflow-wrap:anywhere]">{reason || 'No reason was given.'}</p>
            {letter.cause !== reason && letter.cause !== '' && (
              <p className="mt-2 text-sm text-muted">
                <Link
                  href={`/console/dead-letters?${new URLSearchParams({ reason: letter.cause })}`}
                  className="underline"
                >
                  All of this cause
                </Link>
              </p>
            )}
          </Panel>
          <Panel title="Entry">
            <EntryFields fields={fields} troubles={troublesOf(reason)} />
          </Panel>
        </div>
        <div className="grid grid-cols-1 gap-5">
          {order_id !== null && <OrderPanel orderId={order_id} letter={letter} />}
          <Circumstances letter={letter} />
        </div>
      </div>
    </>
  );
}

function Circumstances({ letter }: { letter: DeadLetter }) {
  const { deliveries, at, stream, group, consumer, source_id } = letter;
  const facts = [
    ['Deliveries', deliveries.toLocaleString()],
    ['Died', at === null ? 'not known' : dateTime(at)],
    ['Stream', stream],
    ['Group', group],
    ['Consumer', consumer],
    ['Entry', source_id],
  ];
  return (
    <Panel title="Circumstances">
      <dl className="grid grid-cols-[7rem_minmax(0,1fr)] gap-y-2">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="[overflow-wrap:anywhere]">{value || '–'}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
