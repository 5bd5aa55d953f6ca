import type { LoginThrottle } from '@stockade/auth';
import type { RegisterRequest } from '@stockade/contracts';
import type { User, Users } from './users.js';

interface Dependencies {
  users: Users;
  loginThrottle: LoginThrottle;
  /** ADMIN_EMAIL: nobody takes it before the admin does. */
  adminEmail: string | undefined;
}

/**
 * Makes a customer's account, or answers null when the email is taken.
 *
 * A registration that was answered 503, or not at all, may have happened. Until its answer has gone out, the same email,
 * name and password get the account that it made. Later, and to anybody else, the email is taken: a registration must
 * not tell more of a password than a login, so it is counted like one before the password is looked at.
 */
export type Register = (request: RegisterRequest, address: string) => Promise<User | null>;

export function makeRegister({ users, loginThrottle, adminEmail }: Dependencies): Register {
  async function findUnanswered(request: RegisterRequest, address: string): Promise<User | null> {
    if (!(await users.isUnanswered(request.email))) return null;
    const attempt = await loginThrottle.admit(request.email, address);
    const user = await users.registeredUnanswered(request);
    if (user !== null) await attempt.succeeded();
    return user;
  }

  return async (request, address) => {
    if (request.email === adminEmail) return null;
    return (await users.register(request, 'customer')) ?? findUnanswered(request, address);
  };
}
