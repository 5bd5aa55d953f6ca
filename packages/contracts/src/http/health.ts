import { z } from 'zod';

export const livenessSchema = z.object({ status: z.literal('live') }).meta({ id: 'Liveness' });

/**
 * `checks`: what the service needs, each `ok` or what is wrong with it. `warnings`, when there are any: what is wrong and does
 * not keep it from its work.
 */
export const readinessSchema = z
  .object({
    status: z.enum(['ready', 'unavailable']),
    checks: z.record(z.string(), z.string()),
    warnings: z.record(z.string(), z.string()).optional(),
  })
  .meta({ id: 'Readiness' });
