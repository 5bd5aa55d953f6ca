import type { LoginThrottle } from '@stockade/auth';
import type { RegisterRequest } from '@stockade/contracts';
import type { User, Users } from './users.js';

interface Dependencies {
  users: Users;
  loginThrottle: LoginThrottle;
  /** ADMIN_EMAIL, which nobody can register. */
  adminEmail: string | undefined;
}

/**
 * Creates a customer's account; returns null when the email is taken.
 *
 * A registration that was answered 503, or not at all, may have happened. Until an answer has been sent, the same
 * email, name and password get the account that it created. After that, and for anybody else, the email is taken. A
 * registration must not reveal more about a password than a login, so it is counted like one before the password is
 * checked.
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
