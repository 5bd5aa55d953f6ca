import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { tooBusy } from '@stockade/http';
import pLimit from 'p-limit';

/** A hash takes some 50 ms of a processor and 19 MB of memory. One processor is left for everything else. */
const HASHES_AT_ONCE = Math.max(1, availableParallelism() - 1);
/** How many may wait; on two processors the last one starts after some 5 s. */
const HASHES_WAITING_MAX = 100;

const inTurn = pLimit(HASHES_AT_ONCE);

/**
 * Hashes with argon2id, in the encoded form that includes the parameters. Throws the problem 503 when too many wait.
 */
export const hashPassword = (password: string): Promise<string> => take(() => hash(password));

/** Whether the password matches the hash. Throws the problem 503 when too many wait. */
export const verifyPassword = (passwordHash: string, password: string): Promise<boolean> =>
  take(() => verify(passwordHash, password));

async function take<Result>(work: () => Promise<Result>): Promise<Result> {
  if (inTurn.pendingCount >= HASHES_WAITING_MAX) throw tooBusy();
  return inTurn(work);
}
