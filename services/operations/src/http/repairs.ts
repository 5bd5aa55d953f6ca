import { jobViewSchema, repairPlanSchema, repairRequestSchema, sentIdSchema } from '@stockade/contracts';
import { conflict, defineRoute, notFound, type Route } from '@stockade/http';
import type { AuditRepairs } from '../runs/audit-repairs.js';
import { started } from './dead-letters.js';

/** The route that repairs what an audit has found. */
export function makeRepairRoutes({ repairs }: { repairs: AuditRepairs }): Route[] {
  const repair = defineRoute({
    method: 'post',
    path: '/ops/audits/:id/repair',
    summary: 'Show what a repair would do, and then have it done',
    description:
      'Without `confirm` it shows each repair, changes nothing, and answers 200 with a `token`. With that token as ' +
      '`confirm` it starts a job that does those repairs and no others. Repeated, it answers the same job. A repair ' +
      'announces a lost event again or adds a missing entry to an index; each first checks whether it is still needed.',
    tag: 'Operations',
    access: 'admin',
    params: { id: { names: 'audit', schema: sentIdSchema } },
    body: repairRequestSchema,
    answers: {
      200: { description: 'What a repair would do', body: repairPlanSchema },
      202: { description: 'The job', body: jobViewSchema, headers: { location: 'Where the job is.' } },
    },
    problems: {
      409: 'The audit is still running, the token is not that of its plan, or there is nothing that can be repaired',
    },
  }).handledBy(async ({ principal, params: { id }, body: { confirm } }) => {
    const plan = await repairs.plan(id);
    if (plan === null) throw notFound(`No audit ${id}`);
    if (plan === 'running') throw conflict('The audit is still running; wait for its end, or cancel it');
    if (confirm === undefined) return { status: 200, body: plan };
    if (plan.repairs.length === 0) throw conflict('There is nothing that can be repaired');
    const job = await repairs.repair(id, plan, confirm, principal.userId);
    if (job === 'other') throw conflict('That is not the token of this plan; nothing was repaired');
    return started(job);
  });

  return [repair];
}
