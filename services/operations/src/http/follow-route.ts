import { sentIdSchema } from '@stockade/contracts';
import { addressOf, defineRoute, notFound, openLiveUpdates, STREAMED, type Route } from '@stockade/http';
import { z } from 'zod';
import type { FollowRun, Told } from '../follow-run.js';

const EVENT_ID_LENGTH_MAX = 64;

/** The problems of a route that streams live updates. */
export const NO_ROOM = {
  429: 'All clients at your address together have the maximum number of live updates open',
  503: 'This process serves the maximum number of live updates or is stopping, or the data store is not available',
};

export interface Followed {
  name: 'audit' | 'job';
  /** What the data of an event is, in words. */
  data: string;
  followRun: FollowRun;
  /** How far the one with this id is; null when there is none. */
  look: (id: string) => Promise<Told | null>;
}

/** The route to follow an audit or a job live. */
export function makeFollowRoute({ name, data, followRun, look }: Followed): Route {
  return defineRoute({
    method: 'get',
    path: `/ops/${name}s/:id/events`,
    summary: `Follow ${name === 'audit' ? 'an' : 'a'} ${name} live`,
    description:
      `Server-sent events \`progress\` with ${data} whenever it has got on, twice a second at most. The stream ends when ` +
      `the ${name} is over, when the session ends and when the service stops. The ${name} does not depend on it.`,
    tag: 'Operations',
    access: 'admin',
    params: { id: { names: name, schema: sentIdSchema } },
    headers: {
      'last-event-id': {
        description: 'The `id` of the last event that you received.',
        schema: z.string().max(EVENT_ID_LENGTH_MAX),
      },
    },
    answers: {
      200: { description: `How far the ${name} is`, stream: 'text/event-stream' },
      204: { description: 'No event can follow the one that you named: do not reconnect' },
    },
    problems: NO_ROOM,
  }).handledBy(async ({ principal, params: { id }, headers, req, res }) => {
    const now = await look(id);
    if (now === null) throw notFound(`No ${name} ${id}`);
    if (now.isOver && headers['last-event-id'] === now.id) return { status: 204 };
    followRun(
      { ...principal, address: addressOf(req) },
      () => openLiveUpdates(res),
      () => look(id),
    );
    return STREAMED;
  });
}
