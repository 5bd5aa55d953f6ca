import {
  jobPageSchema,
  jobViewSchema,
  pageQuerySchema,
  sentIdSchema,
  type JobProgress,
  type JobView,
} from '@stockade/contracts';
import { defineRoute, notFound, notNow, type Route } from '@stockade/http';
import type { FollowRun, Told } from '../follow-run.js';
import type { Jobs } from '../runs/jobs.js';
import { RUNS_KEPT_MAX } from '../runs/run-records.js';
import { makeFollowRoute } from './follow-route.js';

interface Dependencies {
  jobs: Jobs;
  followRun: FollowRun;
}

const tag = 'Operations';
const access = 'admin';
const params = { id: { names: 'job', schema: sentIdSchema } };

/** The routes for jobs: how far they are, and how to end one or have it go on. */
export function makeJobRoutes({ jobs, followRun }: Dependencies): Route[] {
  const look = async (id: string) => {
    const job = await jobs.find(id);
    return job && tell(job);
  };
  return [
    listRoute(jobs),
    oneRoute(jobs),
    makeFollowRoute({ name: 'job', data: 'the job, as in the list,', followRun, look }),
    resumeRoute(jobs),
    cancelRoute(jobs),
  ];
}

function listRoute(jobs: Jobs): Route {
  return defineRoute({
    method: 'get',
    path: '/ops/jobs',
    summary: 'List the jobs, newest first',
    description: `The last ${RUNS_KEPT_MAX} of seven days.`,
    tag,
    access,
    query: pageQuerySchema,
    answers: { 200: { description: 'A page of jobs', body: jobPageSchema } },
  }).handledBy(async ({ query }) => {
    const { items, next_cursor } = await jobs.list(query);
    return { status: 200, body: { items: items.map(toProgress), next_cursor } };
  });
}

function oneRoute(jobs: Jobs): Route {
  return defineRoute({
    method: 'get',
    path: '/ops/jobs/:id',
    summary: 'Get a job: how far it is, and what became of what it did',
    description:
      'A job whose process died is `interrupted`: what it has done is done, and nothing of it is under way. Resume it for ' +
      'the rest.',
    tag,
    access,
    params,
    answers: { 200: { description: 'The job', body: jobViewSchema } },
  }).handledBy(async ({ params: { id } }) => ({ status: 200, body: expectJob(await jobs.find(id), id) }));
}

function resumeRoute(jobs: Jobs): Route {
  return defineRoute({
    method: 'post',
    path: '/ops/jobs/:id/resume',
    summary: 'Have an interrupted or failed job do the rest',
    description: 'It does only what is left. For any other job it changes nothing and answers the job.',
    tag,
    access,
    params,
    answers: { 202: { description: 'The job', body: jobViewSchema } },
  }).handledBy(async ({ params: { id } }) => {
    const job = await jobs.resume(id);
    if (job === 'busy') throw notNow('This process has as many jobs as it works on, or is stopping');
    return { status: 202, body: expectJob(job === 'unknown' ? null : job, id) };
  });
}

function cancelRoute(jobs: Jobs): Route {
  return defineRoute({
    method: 'post',
    path: '/ops/jobs/:id/cancel',
    summary: 'End a job within moments',
    description: 'What it has done stays done. For a job that is over it changes nothing and answers the job.',
    tag,
    access,
    params,
    answers: { 202: { description: 'The job', body: jobViewSchema } },
  }).handledBy(async ({ params: { id } }) => {
    const job = await jobs.cancel(id);
    return { status: 202, body: expectJob(job === 'unknown' ? null : job, id) };
  });
}

function tell(job: JobView): Told {
  const isOver = job.state !== 'running' && job.state !== 'interrupted';
  return { id: `${job.state}:${job.done}`, data: toProgress(job), isOver };
}

function toProgress(job: JobView): JobProgress {
  const { items: _, failures: __, ...progress } = job;
  return progress;
}

function expectJob(job: JobView | null, id: string): JobView {
  if (job === null) throw notFound(`No job ${id}`);
  return job;
}
