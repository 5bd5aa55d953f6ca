import type { StoryEvent } from '@stockade/client';
import { Link } from 'wouter';
import { clock, counted, duration } from '../../parts/format.js';
import { EntryFields } from '../parts/entry-fields.js';

/** An event of an order: when, where, how far it is; what is in it is folded. */
export function EventRow({ event, partition }: { event: StoryEvent; partition: string }) {
  const { stream, entry_id: id, at, since_placed_ms: sinceMs, in_stream: isThere } = event;
  return (
    <li className="grid gap-x-5 gap-y-1 border-t border-line py-3 first:border-t-0 sm:grid-cols-[7.5rem_minmax(0,1fr)]">
      <p className="flex gap-x-4 text-sm text-muted sm:block">
        {at === null ? (
          <span>time unknown</span>
        ) : (
          <time dateTime={at} className="font-mono">
            {clock(at)}
          </time>
        )}
        <span className="block font-semibold text-ink">{sinceMs !== null && `+ ${sinceMs.toLocaleString()} ms`}</span>
      </p>
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-4">
          <strong className="font-mono [overflow-wrap:anywhere]">{stream}</strong>
          {isThere ? (
            <Link
              href={`/console/streams/${flowOf(stream)}?${new URLSearchParams({ partition, from: id, to: id })}`}
              className="font-mono text-sm [overflow-wrap:anywhere] underline"
            >
              {id}
            </Link>
          ) : (
            <span className="font-mono text-sm [overflow-wrap:anywhere] text-muted">{id}</span>
          )}
        </p>
        <Deliveries event={event} />
        {isThere && (
          <details className="mt-1">
            <summary className="min-h-6 w-fit text-sm text-muted">What is in it</summary>
            <div className="pt-1 pl-4">
              <EntryFields fields={event.fields} />
              {!event.complete && (
                <p className="mt-1 text-sm text-stale">Long values are cut here, and fields after the first 20.</p>
              )}
            </div>
          </details>
        )}
      </div>
    </li>
  );
}

/** The name that a stream has in a shop of one partition. */
const flowOf = (stream: string) => stream.replace(/^\{[^}]*\}/, '');

const LOOKS = {
  waiting: { shape: '○', colour: 'text-stale', word: 'waits for' },
  pending: { shape: '◔', colour: 'text-pending', word: 'pending at' },
  settled: { shape: '●', colour: 'text-good', word: 'acknowledged by' },
} as const;

function Deliveries({ event: { deliveries, in_stream: isThere } }: { event: StoryEvent }) {
  if (!isThere)
    return <p className="text-sm text-muted">● Acknowledged by every group, and trimmed. The order keeps its id.</p>;
  return (
    <ul className="text-sm">
      {deliveries.map(({ group, state, consumer, deliveries: count, idle_ms: idleMs }) => {
        const { shape, colour, word } = LOOKS[state];
        return (
          <li key={group} className="[overflow-wrap:anywhere]">
            <span className={`font-medium ${colour}`}>
              <span aria-hidden="true">{shape} </span>
              {word}
            </span>{' '}
            {group}
            {consumer !== null && count !== null && idleMs !== null && (
              <span className="text-muted">
                : consumer {consumer}, {counted(count, 'delivery', 'deliveries')}, the last {duration(idleMs)} before it
                was read
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
