import type { IncomingMessage } from 'node:http';
import type { Role } from '@stockade/contracts';

/** Who a request comes from. */
export interface Principal {
  userId: string;
  role: Role;
  sessionId: string;
}

/** The part of a request that says who sent it. */
export type Asking = Pick<IncomingMessage, 'headers'>;

/** How the routes learn who sent a request; packages/auth implements it. */
export interface Authenticate {
  /** The user of the token in a request, or null without a token of ours. Does not ask Redis. */
  holder(req: Asking): string | null;
  /** The holder of the token; throws the problem 401. The caller must check whether the session still exists. */
  bearer(req: Asking): Principal;
  /** The user who is logged in; throws the problem 401 otherwise. */
  user(req: Asking): Promise<Principal>;
  /** An admin; throws 401, or 403 for anybody else. */
  admin(req: Asking): Promise<Principal>;
}
