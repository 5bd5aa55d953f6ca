import type { OrderStory } from '@stockade/client';
import type { Step } from '../../order/steps.js';
import { Panel } from '../../parts/panel.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { useNow } from '../../parts/since.js';
import { useFeed } from '../feed/feed.js';
import { AsOf } from '../parts/as-of.js';
import { DeadLetterRows } from './dead-letter-rows.js';
import { EventRow } from './event-row.js';
import { storyCurl } from './queries.js';
import { useStory } from './use-story.js';

/** The events of an order with how far each consumer group is, and its dead letters. */
export function EventsPanel({ orderId, steps }: { orderId: string; steps: readonly Step[] }) {
  useFeed();
  const query = useStory(orderId, steps.length);
  const nowMs = useNow();
  const { data: story, error } = query;
  return (
    <Panel
      title="Its events"
      json={story && { events: story.events, dead_letters: story.dead_letters }}
      curl={storyCurl(orderId)}
    >
      {story && <Shown story={story} nowMs={nowMs} />}
      {!story && error && <ProblemNote error={error} />}
      {!story && !error && <div aria-busy="true" className="skeleton h-40" />}
      <div className="mt-4">
        <AsOf what="them" query={query} nowMs={nowMs} />
      </div>
    </Panel>
  );
}

function Shown({ story, nowMs }: { story: OrderStory; nowMs: number }) {
  const { events, dead_letters: dead, partition, complete, gaps } = story;
  const notes = complete
    ? gaps
    : ['Its streams are too long to be searched whole: events may be missing here', ...gaps];
  return (
    <>
      {events.length === 0 && <p className="text-muted">None of its events is known any more.</p>}
      <ol>
        {events.map((event) => (
          <EventRow key={`${event.stream} ${event.entry_id}`} event={event} partition={partition} />
        ))}
      </ol>
      <DeadLetterRows letters={dead} nowMs={nowMs} />
      {notes.map((note) => (
        <p key={note} className="mt-3 text-sm text-stale">
          <span aria-hidden="true">△ </span>
          {note}.
        </p>
      ))}
    </>
  );
}
