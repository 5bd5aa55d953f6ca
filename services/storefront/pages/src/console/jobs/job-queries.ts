import { dataOf, type Job, type JobProgress } from '@stockade/client';
import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { clients } from '../../api/clients.js';
import { KEYS } from '../../api/queries.js';

const JOBS_SHOWN_MAX = 20;

const JOBS_KEY = [...KEYS.console, 'jobs'];
const LIST_KEY = [...JOBS_KEY, 'list'];
const oneKey = (id: string) => [...JOBS_KEY, 'one', id];

/** The newest jobs. */
export const jobList = queryOptions({
  queryKey: LIST_KEY,
  queryFn: async ({ signal }) =>
    dataOf(clients.operations.GET('/ops/jobs', { params: { query: { limit: JOBS_SHOWN_MAX } }, signal })),
});

/** A job with what became of its items. */
export const jobOf = (id: string) =>
  queryOptions({
    queryKey: oneKey(id),
    queryFn: ({ signal }) => dataOf(clients.operations.GET('/ops/jobs/{id}', { params: { path: { id } }, signal })),
  });

/** Keeps how far a job is, as its live updates tell. */
export function noteProgress(queries: QueryClient, progress: JobProgress): void {
  queries.setQueryData<Job>(oneKey(progress.job_id), (job) => job && { ...job, ...progress });
}

/** Keeps a job that was started, resumed or cancelled, and reads the list again. */
export function noteJob(queries: QueryClient, job: Job): void {
  queries.setQueryData(oneKey(job.job_id), job);
  void queries.invalidateQueries({ queryKey: LIST_KEY });
}
