import {
  newIdOfEmail,
  OUTCOME_REMEMBERED_MS,
  roleSchema,
  type Keys,
  type RegisterRequest,
  type Role,
  type UserView,
} from '@stockade/contracts';
import { makeEntities } from '@stockade/records';
import { loadScript, oneOf, readFrom, type Redis } from '@stockade/redis';
import { z } from 'zod';
import { hashPassword, verifyPassword } from './passwords.js';

const claimEmail = loadScript(new URL('../src/lua/claim-email.lua', import.meta.url), oneOf('claimed', 'taken'));

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
  /** Creates a user; null when the email is taken. */
  register(request: RegisterRequest, role: Role): Promise<User | null>;
  /** The user that this same registration created, if its answer was not sent yet; otherwise null. */
  registeredUnanswered(request: RegisterRequest): Promise<User | null>;
  /** Whether a registration of this email has had no answer yet. */
  isUnanswered(email: string): Promise<boolean>;
  /** Records that a registration was answered: from now on the email is taken. */
  answered(email: string): Promise<void>;
  /** Finds the user with this email and password; takes as long for an unknown email as for a wrong password. */
  verify(email: string, password: string): Promise<User | null>;
  find(userId: string): Promise<User | null>;
  findByEmail(email: string): Promise<User | null>;
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
  /** Made at the start, so that the first login with an unknown email does not take longer. */
  const decoyHash = hashPassword('nobody has this password');

  async function verify(email: string, password: string): Promise<User | null> {
    const userId = await redis.get(keys.userByEmail(email));
    // An unknown email takes the same path: as many commands, and one hash.
    const user = await users.read(userId ?? newIdOfEmail(email));
    const matches = await verifyPassword(user?.password_hash ?? (await decoyHash), password);
    return matches ? user : null;
  }

  const isUnanswered = async (email: string) => (await redis.exists(keys.unansweredRegistration(email))) === 1;

  return {
    async register({ email, name, password }, role) {
      if ((await redis.exists(keys.userByEmail(email))) === 1) return null;
      const user: User = {
        user_id: newIdOfEmail(email),
        email,
        name,
        role,
        password_hash: await hashPassword(password),
        created_at: Date.now(),
      };
      // The user first, then the claim on the email: a crash in between leaves a user that nobody can log in as, and
      // the email stays free. Nothing else may write the user before the claim, because `save` replaces the whole hash.
      await users.save(user.user_id, user);
      const { users: index, userEmails } = keys.ofEmail(email);
      const word = await claimEmail.run(
        redis,
        [keys.userByEmail(email), keys.unansweredRegistration(email), index, userEmails],
        [user.user_id, String(OUTCOME_REMEMBERED_MS), email],
      );
      if (word === 'claimed') return user;
      await users.remove(user.user_id);
      return null;
    },

    async registeredUnanswered({ email, name, password }) {
      const user = await verify(email, password);
      // Checked last: of two simultaneous registrations, one creates the account and the other is refused.
      return user !== null && user.name === name && (await isUnanswered(email)) ? user : null;
    },

    isUnanswered,

    async answered(email) {
      await redis.del(keys.unansweredRegistration(email));
    },

    verify,
    find: users.read,

    async findByEmail(email) {
      const key = keys.userByEmail(email);
      const userId = await readFrom(key, redis.get(key));
      return userId === null ? null : users.read(userId);
    },
  };
}

export function toUserView({ user_id, email, name, role }: User): UserView {
  return { user_id, email, name: name ?? null, role };
}
