import { roleSchema, type Keys } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import { z } from 'zod';

/** The content of `session:<sid>` while a session lasts. Every service may read it; only the store writes it. */
export const sessionSchema = z.object({
  user_id: z.string(),
  role: roleSchema,
  /** The id of the valid refresh token; every earlier one has been used. */
  refresh_id: z.string(),
});
export type Session = z.infer<typeof sessionSchema>;

/** The session, or null when it has ended. */
export async function readSession(redis: Redis, keys: Keys, sessionId: string): Promise<Session | null> {
  const text = await redis.get(keys.session(sessionId));
  return text === null ? null : sessionSchema.parse(JSON.parse(text));
}
