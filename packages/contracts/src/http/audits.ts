import { z } from 'zod';
import { idSchema } from '../ids.js';
import { orderStatusSchema } from '../order-states.js';
import { countSchema, wholeNumberText } from '../whole-number.js';
import { optional } from './forms.js';
import { runStateSchema } from './jobs.js';
import { pageOf, pageQuerySchema } from './paging.js';

/** How long an order may wait, and how long the audit waits before it reads again, at most. */
const STUCK_MS_MAX = 86_400_000;
const GRACE_MS_MAX = 60_000;
/** Findings of one audit that are kept; all are counted. */
export const FINDINGS_KEPT_MAX = 1_000;

export const auditRequestSchema = z
  .object({
    stuck_ms: optional(z.int().min(0).max(STUCK_MS_MAX)).meta({
      description:
        'How long an order may wait for its next step, and a delivered event for its settlement; default 60,000.',
    }),
    grace_ms: optional(z.int().min(0).max(GRACE_MS_MAX)).meta({
      description: 'How long before what looks wrong is looked at again; default 2,000.',
    }),
    gateway: optional(z.boolean()).meta({
      description: 'Whether orders are compared with what the payment provider has; default true.',
    }),
  })
  .meta({ id: 'AuditRequest' });
export type AuditRequest = z.infer<typeof auditRequestSchema>;

/** What the audit reads, one after the other. */
export const AUDIT_SEGMENTS = ['orders', 'keys', 'stock'] as const;

const segmentSchema = z.object({
  segment: z.enum(AUDIT_SEGMENTS),
  state: z.enum(['waiting', 'running', 'done', 'stopped']).meta({ description: '`stopped`: the audit ended in it.' }),
  done: countSchema,
  total: countSchema.meta({ description: 'As of when it began; live data grow.' }),
  rate_per_s: z.number().nonnegative().nullable().meta({ description: 'Null until it has begun.' }),
});
export type AuditSegment = z.infer<typeof segmentSchema>;

const ruleSchema = z.object({
  rule: z.string(),
  says: z.string().meta({ description: 'What must hold.' }),
  findings: countSchema,
});

export const auditSummarySchema = z.object({
  orders: countSchema,
  statuses: z.record(orderStatusSchema, countSchema).meta({ description: 'Orders by status, as of their first read.' }),
  keys: countSchema,
  products: countSchema,
  dead_letters: z.record(z.string(), countSchema).meta({ description: 'By stream. They break no rule by themselves.' }),
  stock_uncertain: countSchema.meta({
    description: 'Products whose reserved stock could not be compared, because too many orders are undecided.',
  }),
  duration_ms: countSchema,
});

/** An audit, as far as it is. */
export const auditViewSchema = z
  .object({
    audit_id: idSchema,
    state: runStateSchema,
    started_by: z.string().meta({ description: 'The admin who started it.' }),
    started_at: z.iso.datetime(),
    ended_at: z.iso.datetime().nullable(),
    options: z.object({ stuck_ms: countSchema, grace_ms: countSchema, gateway: z.boolean() }),
    segments: z.array(segmentSchema),
    rules: z.array(ruleSchema).meta({ description: 'Every rule with the number of its findings so far.' }),
    findings: countSchema,
    repairable: countSchema.meta({ description: 'Findings among those kept that a repair can resolve.' }),
    summary: auditSummarySchema.nullable().meta({ description: 'Null until it is finished.' }),
    trouble: z.string().nullable().meta({ description: 'Why it failed.' }),
    repair_job: idSchema.nullable().meta({ description: 'The job that repairs what it found, once there is one.' }),
  })
  .meta({ id: 'Audit' });
export type AuditView = z.infer<typeof auditViewSchema>;
export const auditPageSchema = pageOf(auditViewSchema).meta({ id: 'AuditPage' });

export const findingsQuerySchema = pageQuerySchema.extend({
  cursor: wholeNumberText(0, FINDINGS_KEPT_MAX).optional(),
});

export const findingViewSchema = z
  .object({
    number: z.int().min(1).meta({ description: 'Its place among the findings of the audit.' }),
    rule: z.string(),
    id: z.string().meta({
      description:
        'The order; for a rule on stock or on products the product, for one on users the user, for one on a list its key.',
    }),
    what: z.string(),
    remedy: z.string().nullable().meta({ description: 'What a repair would do; null when a person must decide.' }),
  })
  .meta({ id: 'Finding' });
export type FindingView = z.infer<typeof findingViewSchema>;
export const findingPageSchema = pageOf(findingViewSchema).meta({ id: 'FindingPage' });

export const repairRequestSchema = z
  .object({
    confirm: optional(z.string().min(1).max(64)).meta({
      description: 'The `token` of the plan that you were shown. Without it nothing is repaired.',
    }),
  })
  .meta({ id: 'RepairRequest' });

/** What a repair would do. */
export const repairPlanSchema = z
  .object({
    audit_id: idSchema,
    token: z.string().meta({ description: 'Names this plan: send it as `confirm` to have it done.' }),
    repairs: z.array(findingViewSchema),
    left: countSchema.meta({ description: 'Findings that no repair resolves: a person must find out why.' }),
  })
  .meta({ id: 'RepairPlan' });
export type RepairPlan = z.infer<typeof repairPlanSchema>;
