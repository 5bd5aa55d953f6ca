import { jsonText, reasonsOf, roleSchema, type Keys } from '@stockade/contracts';
import { readFrom, UnreadableRecordError, type Redis } from '@stockade/redis';
import { z } from 'zod';

/** The content of `session:<sid>` while a session lasts. Every service may read it; only the store writes it. */
export const sessionSchema = z.object({
  user_id: z.string(),
  role: roleSchema,
  /** The id of the valid refresh token; every earlier one has been used. */
  refresh_id: z.string(),
});
export type Session = z.infer<typeof sessionSchema>;

const sessionTextSchema = jsonText(sessionSchema);

/** The session, or null when it has ended. Rejects with an UnreadableRecordError when it cannot be read. */
export async function readSession(redis: Redis, keys: Keys, sessionId: string): Promise<Session | null> {
  const key = keys.session(sessionId);
  const text = await readFrom(key, redis.get(key));
  if (text === null) return null;
  const { data, error } = sessionTextSchema.safeParse(text);
  if (error) throw new UnreadableRecordError(key, reasonsOf(error));
  return data;
}
