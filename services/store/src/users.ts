import { newId, roleSchema, type Keys, type RegisterRequest, type Role, type UserView } from '@stockade/contracts';
import type { Redis } from '@stockade/redis';
import { makeEntities } from '@stockade/service-kit';
import { z } from 'zod';
import { hashPassword, verifyPassword } from './passwords.js';

const userSchema = z.object({
  user_id: z.string(),
  email: z.string(),
  name: z.string().optional(),
  role: roleSchema,
  password_hash: z.string(),
  created_at: z.int(),
});
export type User = z.infer<typeof userSchema>;

export interface Users {
  /** Null when the email is taken. */
  register(request: RegisterRequest, role: Role): Promise<User | null>;
  /** The user with this email and password, or null; takes as long for an unknown email as for a wrong password. */
  verify(email: string, password: string): Promise<User | null>;
  find(userId: string): Promise<User | null>;
}

export function makeUsers(redis: Redis, keys: Keys): Users {
  const users = makeEntities(
    redis,
    keys.entities.user,
    {
      user_id: 'string',
      email: 'string',
      name: 'string',
      role: 'string',
      password_hash: 'string',
      created_at: 'number',
    },
    userSchema,
  );
  /** Made at the start: whoever is the first to try an unknown email does not wait for it. */
  const decoyHash = hashPassword('nobody has this password');
  const nobodysId = newId();

  return {
    async register({ email, name, password }, role) {
      if ((await redis.exists(keys.userByEmail(email))) === 1) return null;
      const user: User = {
        user_id: newId(),
        email,
        name,
        role,
        password_hash: await hashPassword(password),
        created_at: Date.now(),
      };
      // The user first, then the claim on the email: a crash in between leaves a record that nobody can log in to,
      // and the email is still free.
      await users.save(user.user_id, user);
      const claimed = await redis.set(keys.userByEmail(email), user.user_id, { condition: 'NX' });
      if (claimed !== null) return user;
      await users.remove(user.user_id);
      return null;
    },

    async verify(email, password) {
      const userId = await redis.get(keys.userByEmail(email));
      // An unknown email takes the same path: as many commands, and one hash.
      const user = await users.read(userId ?? nobodysId);
      const matches = await verifyPassword(user?.password_hash ?? (await decoyHash), password);
      return matches ? user : null;
    },

    find: users.read,
  };
}

export function toUserView({ user_id, email, name, role }: User): UserView {
  return { user_id, email, name: name ?? null, role };
}
