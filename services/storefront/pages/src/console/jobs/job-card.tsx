import { dataOf, trusted, type Job, type JobProgress } from '@stockade/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef } from 'react';
import { clients } from '../../api/clients.js';
import { announce } from '../../parts/announce.js';
import { curlOf } from '../../parts/curl.js';
import { Panel } from '../../parts/panel.js';
import { ProblemNote } from '../../parts/problem-note.js';
import { Bar } from '../parts/bar.js';
import { useFollow } from '../parts/use-follow.js';
import { JobOutcome } from './job-outcome.js';
import { jobOf, noteJob, noteProgress } from './job-queries.js';
import { isUnderWay, outcomesOf, STATE_LOOKS, titleOf } from './job-words.js';

/** A job, live; `onOver` is called when it ends while it is shown. */
export function JobCard({ id, onOver }: { id: string; onOver: () => void }) {
  const { data: job, error } = useQuery(jobOf(id));
  if (job) return <Shown job={job} onOver={onOver} />;
  if (error) return <ProblemNote error={error} />;
  return <div aria-busy="true" className="skeleton h-32" />;
}

function Shown({ job, onOver }: { job: Job; onOver: () => void }) {
  const queries = useQueryClient();
  const { job_id: id, state, done, total } = job;
  const path = `/ops/jobs/${id}`;
  const readAgain = () => void queries.invalidateQueries(jobOf(id));
  useFollow({
    path: `${path}/events`,
    isOn: isUnderWay(job),
    onProgress: (data) => noteProgress(queries, trusted<JobProgress>(data)),
    onOver: readAgain,
  });
  useEnd(job, () => {
    readAgain();
    onOver();
  });
  const { word, shape, colour } = STATE_LOOKS[state];
  return (
    <Panel title={titleOf(job)} json={job} curl={curlOf({ path: `/api/operations${path}`, isPrivate: true })}>
      <div className="grid gap-3">
        <p className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
          <span className={`font-semibold ${colour}`}>
            <span aria-hidden="true">{shape}</span> {word}
          </span>
          <span className="text-muted">
            {done.toLocaleString()} of {total.toLocaleString()}
          </span>
        </p>
        <Bar label={titleOf(job)} done={done} total={total} isBad={state === 'failed'} />
        {job.trouble !== null && <p className="text-bad">{job.trouble}</p>}
        {!job.complete && <p className="text-stale">More was meant than one job takes: start another for the rest.</p>}
        <JobOutcome job={job} />
        <Steer job={job} />
      </div>
    </Panel>
  );
}

/** Calls back once when a job that was under way is over. */
function useEnd(job: Job, onEnd: () => void): void {
  const isOn = isUnderWay(job);
  const end = useEffectEvent(() => {
    announce(`${titleOf(job)}: ${outcomesOf(job) || STATE_LOOKS[job.state].word}`);
    onEnd();
  });
  const wasOn = useRef(isOn);
  useEffect(() => {
    if (wasOn.current && !isOn) end();
    wasOn.current = isOn;
  }, [isOn]);
}

/** What ends a job, or has it go on. */
function Steer({ job }: { job: Job }) {
  const queries = useQueryClient();
  const steer = useMutation({
    mutationFn(what: 'cancel' | 'resume') {
      const params = { path: { id: job.job_id } };
      return dataOf(
        what === 'cancel'
          ? clients.operations.POST('/ops/jobs/{id}/cancel', { params })
          : clients.operations.POST('/ops/jobs/{id}/resume', { params }),
      );
    },
    onSuccess: (next) => noteJob(queries, next),
  });
  const mayResume = job.state === 'interrupted' || (job.state === 'failed' && job.done < job.total);
  if (!isUnderWay(job) && !mayResume) return null;
  return (
    <div className="flex flex-wrap gap-2">
      {mayResume && (
        <button type="button" className="button button-main" onClick={() => steer.mutate('resume')}>
          Do the rest
        </button>
      )}
      {isUnderWay(job) && (
        <button type="button" className="button" onClick={() => steer.mutate('cancel')}>
          Stop it
        </button>
      )}
      {steer.isError && <ProblemNote error={steer.error} />}
    </div>
  );
}
