import type { Job } from '@stockade/client';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { diedSince, letterCauses } from '../dead-letters/queries.js';
import { outcomesOf, wordOfOutcome } from './job-words.js';

/** What became of what a job did. */
export function JobOutcome({ job }: { job: Job }) {
  if (job.done === 0) return null;
  return (
    <>
      <p>{sentence(outcomesOf(job))}</p>
      {job.kind === 'replay' && job.ended_at !== null && <DiedAgain job={job} />}
      <Items job={job} />
    </>
  );
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

function DiedAgain({ job }: { job: Job }) {
  // They are counted again whenever the feed says so.
  const { dataUpdatedAt } = useQuery(letterCauses({}));
  const { data: died } = useQuery(diedSince(job, dataUpdatedAt));
  if (died === undefined) return null;
  if (died.length === 0)
    return (
      <p className="text-good">
        <span aria-hidden="true">● </span>None has become a dead letter again so far.
      </p>
    );
  return (
    <div>
      <p className="font-medium text-bad">
        <span aria-hidden="true">✕ </span>Dead since it began, under a new id:
      </p>
      <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1 font-mono text-sm">
        {died.map(({ id }) => (
          <li key={id}>
            <Link href={`/console/dead-letters/${id}`} className="[overflow-wrap:anywhere] underline">
              {id}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Items({ job: { items, total } }: { job: Job }) {
  return (
    <details className="text-sm">
      <summary className="min-h-6 text-muted">
        What became of each{items.length < total && ` of the first ${items.length.toLocaleString()}`}
      </summary>
      <ul className="mt-2 rounded-card bg-sunken p-3">
        {items.map(({ id, outcome }) => (
          <li key={id} className="flex flex-wrap justify-between gap-x-6 py-0.5">
            <span className="font-mono [overflow-wrap:anywhere]">{id}</span>
            <span className="text-muted">{wordOfOutcome(outcome)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
