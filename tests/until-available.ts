import { waitUntil } from '@stockade/testing';

/** A disk that holds Redis up was seen to do so for seconds. */
const HELD_UP_MAX_MS = 20_000;

/**
 * Sends a request again that was answered 503, as the answer tells it to; resolves with any other. For what a test needs in
 * order to go on: a busy disk may hold Redis up for so long that 503 is the right answer. It must be safe to repeat.
 */
export function untilAvailable<Answer extends { status: number }>(send: () => Promise<Answer>): Promise<Answer> {
  const sendOnce = async () => {
    const answer = await send();
    return answer.status === 503 ? undefined : answer;
  };
  return waitUntil(sendOnce, { what: 'an answer that is no 503', deadlineMs: HELD_UP_MAX_MS });
}
