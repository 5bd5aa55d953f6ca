import {
  entriesQuerySchema,
  entryPageSchema,
  pendingPageSchema,
  pendingQuerySchema,
  streamPageSchema,
  type Flow,
} from '@stockade/contracts';
import { defineRoute, notFound, type Route } from '@stockade/http';
import { z } from 'zod';
import { STREAM_KINDS } from '../sampling/watched-streams.js';
import type { Streams } from '../streams.js';

const tag = 'Operations';
const access = 'admin';
const params = { stream: { names: 'stream', schema: z.enum([...STREAM_KINDS]) } };
const WHICH =
  'A stream has the name that it has in a shop of one partition; `partition` says which of them, if there are several.';

interface Dependencies {
  streams: Streams;
}

/** The routes that show the streams of the shop. */
export function makeStreamRoutes(dependencies: Dependencies): Route[] {
  return [all(dependencies), pending(dependencies), entries(dependencies)];
}

function all({ streams }: Dependencies): Route {
  return defineRoute({
    method: 'get',
    path: '/ops/streams',
    summary: 'Show all streams and their consumers',
    description: 'In a shop of several partitions: the streams of each.',
    tag,
    access,
    answers: { 200: { description: 'Every stream that an order passes', body: streamPageSchema } },
  }).handledBy(async () => ({ status: 200, body: { items: await streams.all(), next_cursor: null } }));
}

function pending({ streams }: Dependencies): Route {
  return defineRoute({
    method: 'get',
    path: '/ops/streams/:stream/pending',
    summary: 'List what was delivered and is not settled',
    description: `The oldest first; of the group that the stream is for, unless \`group\` names another. ${WHICH}`,
    tag,
    access,
    params,
    query: pendingQuerySchema,
    answers: { 200: { description: 'A page of pending entries', body: pendingPageSchema } },
  }).handledBy(async ({ params: { stream }, query }) => {
    const page = await streams.pending(expectStream(streams, stream, query.partition), query);
    if (page === null) throw notFound(`No group ${query.group} of ${stream}`);
    return { status: 200, body: page };
  });
}

function entries({ streams }: Dependencies): Route {
  return defineRoute({
    method: 'get',
    path: '/ops/streams/:stream/entries',
    summary: 'List the entries of a stream',
    description:
      'The oldest first, with long values cut, from `from` to `to`, both included. `next_cursor` is the `from` of the next page. What ' +
      `all groups have settled is trimmed after a while. ${WHICH}`,
    tag,
    access,
    params,
    query: entriesQuerySchema,
    answers: { 200: { description: 'A page of entries', body: entryPageSchema } },
  }).handledBy(async ({ params: { stream }, query }) => ({
    status: 200,
    body: await streams.entries(expectStream(streams, stream, query.partition), query),
  }));
}

function expectStream(streams: Streams, name: string, partition: number): Flow {
  const flow = streams.find(name, partition);
  if (flow === null) throw notFound(`No stream ${name} in a partition ${partition}`);
  return flow;
}
