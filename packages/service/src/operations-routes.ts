import {
  deadLetterPageSchema,
  deadLetterQuerySchema,
  deadLetterViewSchema,
  letterIdSchema,
  replayViewSchema,
  streamPageSchema,
  type Flow,
} from '@stockade/contracts';
import { conflict, defineRoute, notFound, ProblemError, validationError, type Route } from '@stockade/http';
import { makeAllDeadLetters, markStreams, viewStream } from '@stockade/operations';
import { lacksRight, type Redis } from '@stockade/redis';

const tag = 'Operations';
const access = 'admin';
const params = { id: { names: 'dead letter', schema: letterIdSchema } };

/** The admin routes for the streams that a service consumes, one in each partition, and their dead letters. */
export function makeOperationsRoutes(redis: Redis, flows: readonly Flow[]): Route[] {
  const letters = makeAllDeadLetters(redis, markStreams(flows.map(({ stream }) => stream)));

  const streams = defineRoute({
    method: 'get',
    path: '/ops/streams',
    summary: 'Show the stream of this service and its consumers',
    description: 'In a shop of several partitions: the stream of each.',
    tag,
    access,
    answers: { 200: { description: 'The stream that it consumes', body: streamPageSchema } },
  }).handledBy(async () => ({
    status: 200,
    body: { items: await Promise.all(flows.map((flow) => viewStream(redis, flow))), next_cursor: null },
  }));

  const list = defineRoute({
    method: 'get',
    path: '/ops/dead-letters',
    summary: 'List the dead letters, newest first',
    tag,
    access,
    query: deadLetterQuerySchema,
    answers: { 200: { description: 'A page of dead letters', body: deadLetterPageSchema } },
  }).handledBy(async ({ query }) => {
    if (query.cursor !== undefined && letters.streamOf(query.cursor) === null) throw unknownCursor();
    return { status: 200, body: await letters.list(query) };
  });

  const one = defineRoute({
    method: 'get',
    path: '/ops/dead-letters/:id',
    summary: 'Get a dead letter',
    tag,
    access,
    params,
    answers: { 200: { description: 'The dead letter', body: deadLetterViewSchema } },
  }).handledBy(async ({ params: { id } }) => {
    const letter = await letters.find(id);
    if (letter === null) throw unknown(id);
    return { status: 200, body: letter };
  });

  const replay = defineRoute({
    method: 'post',
    path: '/ops/dead-letters/:id/replay',
    summary: 'Replay a dead letter',
    description:
      'Appends the original entry to its stream and removes the dead letter, in one step. The effect still happens once. ' +
      'Repeated within 24 hours, it answers 200 again.',
    tag,
    access,
    params,
    answers: { 200: { description: 'The entry is back in its stream', body: replayViewSchema } },
    problems: {
      403: 'The Redis user of this service may not append to the stream; use the command line',
      409: 'The dead letter does not hold an entry that can be replayed',
    },
  }).handledBy(async ({ params: { id } }) => {
    const outcome = await letters.replay(id).catch(explainMissingRight(letters.streamOf(id)));
    if (outcome === 'unknown') throw unknown(id);
    if (outcome === 'unreadable') throw conflict(`The dead letter ${id} does not hold an entry that can be replayed`);
    return { status: 200, body: { id, outcome: 'replayed' } };
  });

  const purge = defineRoute({
    method: 'delete',
    path: '/ops/dead-letters/:id',
    summary: 'Remove a dead letter for good',
    description: 'Repeated within 24 hours, it answers 204 again.',
    tag,
    access,
    params,
    answers: { 204: { description: 'The dead letter is removed' } },
  }).handledBy(async ({ params: { id } }) => {
    if ((await letters.purge(id)) === 'unknown') throw unknown(id);
    return { status: 204 };
  });

  return [streams, list, one, replay, purge];
}

/**
 * Where each service has a Redis user of its own, a consumer may lack the right to append to the stream that it
 * consumes.
 */
function explainMissingRight(stream: string | null): (error: unknown) => never {
  return (error) => {
    if (!lacksRight(error)) throw error;
    throw new ProblemError(403, `This service may not append to ${stream}; replay with the command line`);
  };
}

const unknownCursor = () => validationError([{ field: 'cursor', message: 'must be the id of a dead letter' }]);
const unknown = (id: string) => notFound(`No dead letter ${id}`);
