import { waitUntil } from './wait-until.js';

/** Redis may be killed, and have much to read when it comes back. */
const DEADLINE_DEFAULT_MS = 20_000;

interface InsistOptions {
  /** For the error, such as `a node to answer`. */
  what?: string;
  deadlineMs?: number;
}

/**
 * Tries again what fails, until it succeeds: a connection may be cut, Redis be away, a node refuse for a moment. Only for what may
 * be done twice. Throws with the last failure when the deadline has passed; default 20 s.
 */
export async function insist<Answer>(
  step: () => Promise<Answer>,
  { what = 'Redis to take a command', deadlineMs = DEADLINE_DEFAULT_MS }: InsistOptions = {},
): Promise<Answer> {
  const done = async () => ({ answer: await step() });
  return (await waitUntil(done, { what, deadlineMs })).answer;
}
