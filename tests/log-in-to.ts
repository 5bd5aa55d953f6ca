import type { Session } from '@stockade/auth';
import { newId, type Keys } from '@stockade/contracts';
import type { Principal } from '@stockade/http';
import type { Redis } from '@stockade/redis';

/** Opens a session for a customer, past HTTP. */
export async function logInTo(redis: Redis, keys: Keys, userId: string): Promise<Principal> {
  const session: Session = { user_id: userId, role: 'customer', refresh_id: newId() };
  const sessionId = newId();
  await redis.set(keys.session(sessionId), JSON.stringify(session));
  return { userId, role: session.role, sessionId };
}
