import type { JobProgress } from '@stockade/client';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { dateTime } from '../../parts/format.js';
import { useSearchParam } from '../../parts/search-params.js';
import { JobCard } from './job-card.js';
import { jobList } from './job-queries.js';
import { isUnderWay, outcomesOf, STATE_LOOKS, titleOf } from './job-words.js';

interface JobsShownProps {
  /** Which kinds of jobs belong to this page. */
  kinds: readonly JobProgress['kind'][];
  onOver: () => void;
}

/** The job that the address names (`?job=`), those under way, and behind a fold the earlier ones. */
export function JobsShown({ kinds, onOver }: JobsShownProps) {
  const [chosen, choose] = useSearchParam('job');
  const { data } = useQuery(jobList);
  const jobs = data?.items.filter(({ kind }) => kinds.includes(kind)) ?? [];
  const shown = new Set([...(chosen === '' ? [] : [chosen]), ...jobs.filter(isUnderWay).map(({ job_id }) => job_id)]);
  if (jobs.length === 0 && chosen === '') return null;
  return (
    <div className="mb-5 grid gap-3">
      {[...shown].map((id) => (
        <JobCard key={id} id={id} onOver={onOver} />
      ))}
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        {chosen !== '' && (
          <button type="button" className="chip" onClick={() => choose('')}>
            Put the job away
          </button>
        )}
        {jobs.length > 0 && <Earlier jobs={jobs} />}
      </div>
    </div>
  );
}

function Earlier({ jobs }: { jobs: readonly JobProgress[] }) {
  return (
    <details className="min-w-0 grow text-sm">
      <summary className="min-h-6 py-1.5 text-muted">Earlier jobs</summary>
      <ul className="card mt-2 px-4 py-1">
        {jobs.map((job) => (
          <li
            key={job.job_id}
            className="flex flex-wrap items-center gap-x-4 gap-y-0.5 border-t border-line py-2 first:border-t-0"
          >
            <Link href={`?job=${job.job_id}`} className="font-medium underline">
              {titleOf(job)}
            </Link>
            <span className={STATE_LOOKS[job.state].colour}>
              <span aria-hidden="true">{STATE_LOOKS[job.state].shape}</span> {STATE_LOOKS[job.state].word}
            </span>
            <span className="text-muted">{outcomesOf(job)}</span>
            <span className="ml-auto text-muted">{dateTime(job.started_at)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
