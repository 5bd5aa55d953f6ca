import type { IncomingMessage } from 'node:http';
import type { Role } from '@stockade/contracts';

/** Who a request comes from. */
export interface Principal {
  userId: string;
  role: Role;
  sessionId: string;
}

/** What of a request tells who sends it. */
export type Asking = Pick<IncomingMessage, 'headers'>;

/** How the routes learn who asks; packages/auth knows how that is found out. */
export interface Authenticate {
  /** The user whom the token of a request was made out to, or null when it shows none of ours. Asks nobody. */
  holder(req: Asking): string | null;
  /** Whoever the token was made out to; throws 401. Whether the session still lives is for the caller to check. */
  bearer(req: Asking): Principal;
  /** Whoever is logged in; throws the problem 401 otherwise. */
  user(req: Asking): Promise<Principal>;
  /** An admin; throws 401, or 403 for anybody else. */
  admin(req: Asking): Promise<Principal>;
}
