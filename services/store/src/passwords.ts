import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { tooBusy } from '@stockade/http';
import pLimit from 'p-limit';

/** A hash takes a processor for some 50 ms and 19 MB of memory. One processor is left for everything else. */
const HASHES_AT_ONCE = Math.max(1, availableParallelism() - 1);
/** Those that wait; the last of them has its turn after some 5 s on two processors. */
const HASHES_WAITING_MAX = 100;

const inTurn = pLimit(HASHES_AT_ONCE);

/** argon2id, in the encoded form that says how it was made. Throws the problem 503 when too many wait for theirs. */
export const hashPassword = (password: string): Promise<string> => take(() => hash(password));

/** Whether the password is the one that was hashed. Throws the problem 503 when too many wait for theirs. */
export const verifyPassword = (passwordHash: string, password: string): Promise<boolean> =>
  take(() => verify(passwordHash, password));

async function take<Result>(work: () => Promise<Result>): Promise<Result> {
  if (inTurn.pendingCount >= HASHES_WAITING_MAX) throw tooBusy();
  return inTurn(work);
}
