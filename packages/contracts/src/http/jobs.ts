import { z } from 'zod';
import { idSchema } from '../ids.js';
import { countSchema } from '../whole-number.js';
import { letterFilterSchema } from './dead-letters.js';
import { pageOf } from './paging.js';

/** What a job does to each of its items. */
export const JOB_KINDS = ['replay', 'purge', 'repair'] as const;
export type JobKind = (typeof JOB_KINDS)[number];

/**
 * `interrupted`: the process that ran it is gone, and it can be resumed. `failed`: it cannot go on, as `trouble` says.
 */
export const RUN_STATES = ['running', 'finished', 'cancelled', 'interrupted', 'failed'] as const;
export type RunState = (typeof RUN_STATES)[number];
export const runStateSchema = z.enum(RUN_STATES);

/** Items of a job that are listed with what became of them, and failures that are. */
export const JOB_ITEMS_SHOWN_MAX = 200;
export const JOB_FAILURES_SHOWN_MAX = 100;

const itemSchema = z.object({
  id: z.string().meta({ description: 'The dead letter; of a repair the order.' }),
  outcome: z.string(),
});
export type JobItemView = z.infer<typeof itemSchema>;

/** How far a job is: what its live updates tell. */
export const jobProgressSchema = z
  .object({
    job_id: idSchema,
    kind: z.enum(JOB_KINDS),
    state: runStateSchema,
    started_by: z.string().meta({ description: 'The admin who started it.' }),
    started_at: z.iso.datetime(),
    ended_at: z.iso.datetime().nullable(),
    total: countSchema,
    done: countSchema,
    outcomes: z.record(z.string(), countSchema).meta({
      description:
        'How often each outcome came. After an interruption up to 64 items may count as `already-replayed` or `already-purged`, ' +
        'because the job did them and could not note it.',
    }),
    failed: countSchema.meta({ description: 'Items on which it changed nothing, because it could not.' }),
    complete: z
      .boolean()
      .meta({ description: 'False when more was meant than one job takes: start another for the rest.' }),
    trouble: z.string().nullable().meta({ description: 'Why it does not get on, or did not.' }),
    about: z
      .object({
        ids: countSchema.nullable().meta({ description: 'How many were named.' }),
        filter: letterFilterSchema.nullable(),
        audit_id: idSchema.nullable().meta({ description: 'Of a repair: the audit whose findings it repairs.' }),
      })
      .meta({ description: 'What it was started for.' }),
  })
  .meta({ id: 'JobProgress' });
export type JobProgress = z.infer<typeof jobProgressSchema>;

export const jobViewSchema = jobProgressSchema
  .extend({
    items: z.array(itemSchema).meta({ description: `What became of each of the first ${JOB_ITEMS_SHOWN_MAX}.` }),
    failures: z.array(itemSchema).meta({ description: `The first ${JOB_FAILURES_SHOWN_MAX} failures.` }),
  })
  .meta({ id: 'Job' });
export type JobView = z.infer<typeof jobViewSchema>;
export const jobPageSchema = pageOf(jobProgressSchema).meta({ id: 'JobPage' });
