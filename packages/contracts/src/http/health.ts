import { z } from 'zod';

export const livenessSchema = z.object({ status: z.literal('live') }).meta({ id: 'Liveness' });

/** `checks`: what the service needs, each `ok` or what is wrong with it. */
export const readinessSchema = z
  .object({ status: z.enum(['ready', 'unavailable']), checks: z.record(z.string(), z.string()) })
  .meta({ id: 'Readiness' });
