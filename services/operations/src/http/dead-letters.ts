import {
  idempotencyKeySchema,
  jobViewSchema,
  letterCausesQuerySchema,
  letterCausesSchema,
  purgeRequestSchema,
  replayRequestSchema,
  shopLetterIdSchema,
  shopLetterPageSchema,
  shopLetterQuerySchema,
  shopLetterViewSchema,
  type JobView,
  type LetterChoice,
  type LetterFilter,
} from '@stockade/contracts';
import { conflict, defineRoute, notFound, notNow, unprocessable, validationError, type Route } from '@stockade/http';
import { groupLetters, LETTERS_READ_MAX, LETTERS_READ_PER_PAGE_MAX, type ShopLetters } from '@stockade/operations';
import { CountDiffers, type LetterJobs } from '../letter-jobs.js';
import type { NotStarted } from '../runs/jobs.js';

interface Dependencies {
  letters: ShopLetters;
  letterJobs: LetterJobs;
}

const tag = 'Operations';
const access = 'admin';
const READ_MAX = LETTERS_READ_MAX.toLocaleString('en-US');
const READ_PER_PAGE_MAX = LETTERS_READ_PER_PAGE_MAX.toLocaleString('en-US');

/** The routes for the dead letters of all streams. The causes come before the single one, which would take them for an id. */
export function makeDeadLetterRoutes({ letters, letterJobs }: Dependencies): Route[] {
  return [
    listRoute(letters),
    causesRoute(letters),
    oneRoute(letters),
    replayRoute(letters, letterJobs),
    purgeRoute(letters, letterJobs),
  ];
}

function listRoute(letters: ShopLetters): Route {
  return defineRoute({
    method: 'get',
    path: '/ops/dead-letters',
    summary: 'List the dead letters of all streams, newest first',
    description:
      'Each has a `cause`: its reason without ids, numbers and quoted texts. A page reads at most ' +
      `${READ_PER_PAGE_MAX} dead letters; with a filter that few of them pass it may have no items and a \`next_cursor\`.`,
    tag,
    access,
    query: shopLetterQuerySchema,
    answers: { 200: { description: 'A page of dead letters', body: shopLetterPageSchema } },
  }).handledBy(async ({ query: { limit, cursor, ...filter } }) => {
    expectStream(letters, filter, 'stream');
    const stream = cursor === undefined ? null : letters.streamOf(cursor);
    const isOfThese = letters.streamsOf(filter)?.some((one) => one.stream === stream) ?? false;
    if (cursor !== undefined && !isOfThese)
      throw validationError([{ field: 'cursor', message: 'must be the id of a dead letter of these streams' }]);
    return { status: 200, body: await letters.list({ limit, cursor }, filter) };
  });
}

function causesRoute(letters: ShopLetters): Route {
  return defineRoute({
    method: 'get',
    path: '/ops/dead-letters/causes',
    summary: 'Group the dead letters by cause',
    description:
      'One group for each cause, stream and consumer group, with an example. Reads at most ' +
      `${READ_MAX} dead letters; when there are more, \`complete\` is false and the newest of each stream are counted.`,
    tag,
    access,
    query: letterCausesQuerySchema,
    answers: { 200: { description: 'The causes, the most frequent first', body: letterCausesSchema } },
  }).handledBy(async ({ query }) => {
    expectStream(letters, query, 'stream');
    return { status: 200, body: await groupLetters(letters, query) };
  });
}

function oneRoute(letters: ShopLetters): Route {
  return defineRoute({
    method: 'get',
    path: '/ops/dead-letters/:id',
    summary: 'Get a dead letter, uncut',
    tag,
    access,
    params: { id: { names: 'dead letter of the shop', schema: shopLetterIdSchema } },
    answers: { 200: { description: 'The dead letter', body: shopLetterViewSchema } },
  }).handledBy(async ({ params: { id } }) => {
    const letter = await letters.find(id);
    if (letter === null) throw notFound(`No dead letter ${id}`);
    return { status: 200, body: letter };
  });
}

const headers = {
  'idempotency-key': {
    description: 'Chosen by you, for this one job. Sent again within 24 hours, it finds the job that was started.',
    schema: idempotencyKeySchema,
  },
} as const;
const STARTED = {
  202: { description: 'The job', body: jobViewSchema, headers: { location: 'Where the job is.' } },
} as const;
const PROBLEMS = { 422: 'The Idempotency-Key was used for another job' };

function replayRoute(letters: ShopLetters, letterJobs: LetterJobs): Route {
  return defineRoute({
    method: 'post',
    path: '/ops/dead-letters/replay',
    summary: 'Replay many dead letters',
    description:
      'Starts a job over those that are named, or that a filter means now; the filter `{}` means all. Each is replayed once, whatever ' +
      `dies meanwhile. A job takes at most ${READ_MAX}, the newest of each stream; then its \`complete\` is false.`,
    tag,
    access,
    headers,
    body: replayRequestSchema,
    answers: STARTED,
    problems: PROBLEMS,
  }).handledBy(async ({ principal, body, headers: sent }) => {
    expectChoice(letters, body);
    const request = { startedBy: principal.userId, choice: body, idempotencyKey: sent['idempotency-key'] };
    return started(await letterJobs.replay(request));
  });
}

function purgeRoute(letters: ShopLetters, letterJobs: LetterJobs): Route {
  return defineRoute({
    method: 'post',
    path: '/ops/dead-letters/purge',
    summary: 'Remove many dead letters for good',
    description:
      'Starts a job as for a replay. `expected_count` must be the number that is meant now: so nothing is removed that you ' +
      'have not seen. Send an `Idempotency-Key`, or a repetition finds nothing left and is refused.',
    tag,
    access,
    headers,
    body: purgeRequestSchema,
    answers: STARTED,
    problems: { ...PROBLEMS, 409: 'Another number of dead letters is meant; nothing was removed' },
  }).handledBy(async ({ principal, body: { expected_count: expectedCount, ...choice }, headers: sent }) => {
    expectChoice(letters, choice);
    const request = { startedBy: principal.userId, choice, idempotencyKey: sent['idempotency-key'] };
    const job = await letterJobs.purge(request, expectedCount).catch((error: unknown) => {
      if (!(error instanceof CountDiffers)) throw error;
      throw conflict(`${error.count} dead letters would be removed, and you expected ${expectedCount}`);
    });
    return started(job);
  });
}

/** The answer with a job that was started, now or by an earlier request. */
export function started(job: JobView | NotStarted) {
  if (job === 'other') throw unprocessable('The Idempotency-Key was used for another job');
  if (job === 'under-way') throw notNow('The same request is under way: send it again to get its job');
  if (job === 'busy') throw notNow('This process has as many jobs as it works on, or is stopping');
  return { status: 202 as const, body: job, headers: { location: `ops/jobs/${job.job_id}` } };
}

function expectChoice(letters: ShopLetters, choice: LetterChoice): void {
  if ('filter' in choice) expectStream(letters, choice.filter, 'filter.stream');
}

function expectStream(letters: ShopLetters, filter: LetterFilter, field: string): void {
  if (letters.streamsOf(filter) === null) throw validationError([{ field, message: 'must be a stream of this shop' }]);
}
