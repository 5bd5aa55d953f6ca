import { waitUntil } from '@stockade/local';

/** Redis may be killed, and have much to read when it comes back. */
const DEADLINE_MS = 20_000;

/** Gives Redis a command as soon as it is there; only one that may be given twice. */
export async function insist<Answer>(command: () => Promise<Answer>): Promise<Answer> {
  const done = async () => ({ answer: await command() });
  return (await waitUntil(done, { what: 'Redis to take a command', deadlineMs: DEADLINE_MS })).answer;
}
