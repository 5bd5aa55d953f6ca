import {
  historyQuerySchema,
  historySchema,
  marksQuerySchema,
  marksSchema,
  overviewSchema,
  type HistoryStep,
} from '@stockade/contracts';
import { addressOf, defineRoute, openLiveUpdates, STREAMED, validationError, type Route } from '@stockade/http';
import type { History } from '../history/history.js';
import { SERIES_NAMES } from '../history/series.js';
import type { LiveOverview } from '../live-overview.js';
import { MARKS_KEPT_MAX, type Marks } from '../marks/marks.js';
import type { Sampler } from '../sampling/sampler.js';
import { NO_ROOM } from './follow-route.js';

const tag = 'Operations';
const access = 'admin';

interface Dependencies {
  sampler: Sampler;
  liveOverview: LiveOverview;
  history: History;
  marks: Marks;
}

/** The routes that show the shop as a whole: now, live, and of late. */
export function makeOverviewRoutes(dependencies: Dependencies): Route[] {
  return [now(dependencies), live(dependencies), ofLate(dependencies), marked(dependencies)];
}

function now({ sampler }: Dependencies): Route {
  return defineRoute({
    method: 'get',
    path: '/ops/overview',
    summary: 'Look at the whole shop',
    description:
      'One sample, at most a second old: each kind of stream, summed over the partitions and for each, and Redis.',
    tag,
    access,
    answers: { 200: { description: 'The shop as it is', body: overviewSchema } },
  }).handledBy(async () => ({ status: 200, body: await sampler.fresh() }));
}

function live({ liveOverview }: Dependencies): Route {
  return defineRoute({
    method: 'get',
    path: '/ops/events',
    summary: 'Watch the whole shop live',
    description:
      'Server-sent events. An `overview` once a second, whose data is that of `GET /ops/overview` without its partitions. An ' +
      '`entry` for entries that were really appended, at most 20 in a second: `{"stream", "partition", "entry_id", "type", ' +
      '"order_id", "stands_for"}`, of which the last says how many entries it stands for. An `away` for each second in which Redis ' +
      'does not answer, or has a stream that cannot be read, as its `detail` says. The stream ends when the session ends and when the service stops.',
    tag,
    access,
    answers: { 200: { description: 'The shop, as it goes on', stream: 'text/event-stream' } },
    problems: NO_ROOM,
  }).handledBy(async ({ principal, req, res }) => {
    liveOverview.open({ ...principal, address: addressOf(req) }, () => openLiveUpdates(res));
    return STREAMED;
  });
}

/** How the query names a step. */
const STEPS: Readonly<Record<'1' | '10' | '60', HistoryStep>> = { 1: 1, 10: 10, 60: 60 };

function ofLate({ history }: Dependencies): Route {
  return defineRoute({
    method: 'get',
    path: '/ops/history',
    summary: 'Read what was measured of late',
    description:
      'A value for each second of the last 15 minutes, each 10 seconds of the last 6 hours, or each minute of the last 7 days, from ' +
      '`from` on, which may be left out. A longer step has the mean of a rate and of the median, and the worst of everything else. `null` where ' +
      `nothing was measured. The series: ${SERIES_NAMES.map((name) => `\`${name}\``).join(', ')}.`,
    tag,
    access,
    query: historyQuerySchema,
    answers: { 200: { description: 'The values of each series', body: historySchema } },
  }).handledBy(async ({ query: { series, from, step } }) => {
    const unknown = series.find((name) => !SERIES_NAMES.includes(name));
    if (unknown !== undefined) throw validationError([{ field: 'series', message: `there is no series ${unknown}` }]);
    const fromMs = from === undefined ? undefined : Date.parse(from);
    return { status: 200, body: await history.read({ series, fromMs, stepS: STEPS[step] }) };
  });
}

function marked({ marks }: Dependencies): Route {
  return defineRoute({
    method: 'get',
    path: '/ops/marks',
    summary: 'Read what happened besides orders',
    description:
      'For the charts of `GET /ops/history`: the jobs and the audits that there is a record of; when Redis did not answer; when no ' +
      'consumer of a declared group had asked for entries for 15 seconds; and when a process of this service was started. Of the ' +
      `last three the newest ${MARKS_KEPT_MAX} of eight days. Oldest first; with \`from\` without what was over before.`,
    tag,
    access,
    query: marksQuerySchema,
    answers: { 200: { description: 'What happened', body: marksSchema } },
  }).handledBy(async ({ query: { from } }) => ({
    status: 200,
    body: { items: await marks.list(from === undefined ? 0 : Date.parse(from)) },
  }));
}
