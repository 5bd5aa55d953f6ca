import { roleSchema, type Keys } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import { z } from 'zod';

/** What `session:<sid>` holds while a login lasts. Every service may read it, the store alone writes it. */
export const sessionSchema = z.object({
  user_id: z.string(),
  role: roleSchema,
  /** Which refresh token is good now; every earlier one has been used. */
  refresh_id: z.string(),
});
export type Session = z.infer<typeof sessionSchema>;

/** The session, or null when it has ended. */
export async function readSession(redis: Redis, keys: Keys, sessionId: string): Promise<Session | null> {
  const text = await redis.get(keys.session(sessionId));
  return text === null ? null : sessionSchema.parse(JSON.parse(text));
}
