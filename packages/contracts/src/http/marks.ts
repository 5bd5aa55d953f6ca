import { z } from 'zod';
import { idSchema } from '../ids.js';

/**
 * What a mark on the charts of the shop stands for: a job, an audit, a time in which something was away, or the start of the
 * operations service.
 */
const MARK_KINDS = ['replay', 'purge', 'repair', 'audit', 'redis-away', 'service-away', 'start'] as const;
export const markKindSchema = z.enum(MARK_KINDS);

export const marksQuerySchema = z.object({
  /** What was over before is left out. */
  from: z.iso.datetime().optional(),
});

const markSchema = z.object({
  kind: markKindSchema,
  from: z.iso.datetime(),
  to: z.iso.datetime().nullable().meta({ description: 'Null while it goes on.' }),
  says: z.string().meta({ description: 'In a few words.' }),
  id: idSchema.nullable().meta({ description: 'The job or the audit.' }),
});
export type Mark = z.infer<typeof markSchema>;

/** What happened besides orders, oldest first. */
export const marksSchema = z.object({ items: z.array(markSchema) }).meta({ id: 'Marks' });
