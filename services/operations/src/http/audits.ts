import {
  auditPageSchema,
  auditRequestSchema,
  auditViewSchema,
  findingPageSchema,
  FINDINGS_KEPT_MAX,
  findingsQuerySchema,
  pageQuerySchema,
  sentIdSchema,
  type AuditView,
} from '@stockade/contracts';
import { defineRoute, notFound, notNow, type Route } from '@stockade/http';
import type { FollowRun, Told } from '../follow-run.js';
import type { Audits } from '../runs/audits.js';
import { RUNS_KEPT_MAX } from '../runs/run-records.js';
import { makeFollowRoute } from './follow-route.js';

interface Dependencies {
  audits: Audits;
  followRun: FollowRun;
}

const tag = 'Operations';
const access = 'admin';
const params = { id: { names: 'audit', schema: sentIdSchema } };

/** The routes for audits. */
export function makeAuditRoutes({ audits, followRun }: Dependencies): Route[] {
  const look = async (id: string) => {
    const audit = await audits.find(id);
    return audit && tell(audit);
  };
  return [
    startRoute(audits),
    listRoute(audits),
    oneRoute(audits),
    findingsRoute(audits),
    makeFollowRoute({ name: 'audit', data: 'the audit', followRun, look }),
    cancelRoute(audits),
  ];
}

function startRoute(audits: Audits): Route {
  return defineRoute({
    method: 'post',
    path: '/ops/audits',
    summary: 'Start an audit',
    description:
      'It checks every order, product and stream while orders flow, and only reads. One is running at a time: while there ' +
      'is one, that one is answered, whatever was asked for.',
    tag,
    access,
    body: auditRequestSchema,
    answers: {
      200: { description: 'The audit that is running', body: auditViewSchema },
      202: { description: 'The audit', body: auditViewSchema, headers: { location: 'Where the audit is.' } },
    },
  }).handledBy(async ({ principal, body }) => {
    const begun = await audits.start(principal.userId, body);
    if (begun === 'busy') throw notNow('An audit is being started or ended');
    const { audit, isNew } = begun;
    if (!isNew) return { status: 200, body: audit };
    return { status: 202, body: audit, headers: { location: `ops/audits/${audit.audit_id}` } };
  });
}

function listRoute(audits: Audits): Route {
  return defineRoute({
    method: 'get',
    path: '/ops/audits',
    summary: 'List the audits, newest first',
    description: `The last ${RUNS_KEPT_MAX} of seven days.`,
    tag,
    access,
    query: pageQuerySchema,
    answers: { 200: { description: 'A page of audits', body: auditPageSchema } },
  }).handledBy(async ({ query }) => ({ status: 200, body: await audits.list(query) }));
}

function oneRoute(audits: Audits): Route {
  return defineRoute({
    method: 'get',
    path: '/ops/audits/:id',
    summary: 'Get an audit: how far it is, and each rule with its findings',
    description: 'An audit whose process died is `interrupted`; start another.',
    tag,
    access,
    params,
    answers: { 200: { description: 'The audit', body: auditViewSchema } },
  }).handledBy(async ({ params: { id } }) => ({ status: 200, body: expectAudit(await audits.find(id), id) }));
}

function findingsRoute(audits: Audits): Route {
  return defineRoute({
    method: 'get',
    path: '/ops/audits/:id/findings',
    summary: 'List what an audit has found',
    description: `In the sequence in which they were found, also while it is running. The first ${FINDINGS_KEPT_MAX.toLocaleString('en-US')} are kept.`,
    tag,
    access,
    params,
    query: findingsQuerySchema,
    answers: { 200: { description: 'A page of findings', body: findingPageSchema } },
  }).handledBy(async ({ params: { id }, query }) => {
    const page = await audits.findings(id, query);
    if (page === null) throw notFound(`No audit ${id}`);
    return { status: 200, body: page };
  });
}

function cancelRoute(audits: Audits): Route {
  return defineRoute({
    method: 'post',
    path: '/ops/audits/:id/cancel',
    summary: 'End an audit within moments',
    description: 'What it has found stays. For an audit that is over it changes nothing and answers the audit.',
    tag,
    access,
    params,
    answers: { 202: { description: 'The audit', body: auditViewSchema } },
  }).handledBy(async ({ params: { id } }) => ({ status: 202, body: expectAudit(await audits.cancel(id), id) }));
}

/** Whatever changes while an audit runs changes one of these numbers. */
function tell(audit: AuditView): Told {
  const done = audit.segments.reduce((sum, segment) => sum + segment.done, 0);
  return { id: `${audit.state}:${done}:${audit.findings}`, data: audit, isOver: audit.state !== 'running' };
}

function expectAudit(audit: AuditView | null, id: string): AuditView {
  if (audit === null) throw notFound(`No audit ${id}`);
  return audit;
}
