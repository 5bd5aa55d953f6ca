import { streamPageSchema } from '@stockade/contracts';
import { defineRoute, type Route } from '@stockade/http';
import type { Streams } from '../streams.js';

const tag = 'Operations';
const access = 'admin';

/** The routes that show the streams of the shop. */
export function makeStreamRoutes({ streams }: { streams: Streams }): Route[] {
  const all = defineRoute({
    method: 'get',
    path: '/ops/streams',
    summary: 'Show all streams and their consumers',
    description: 'In a shop of several partitions: the streams of each.',
    tag,
    access,
    answers: { 200: { description: 'Every stream that an order passes', body: streamPageSchema } },
  }).handledBy(async () => ({ status: 200, body: { items: await streams.all(), next_cursor: null } }));

  return [all];
}
