import type { Response } from 'express';
import { markGivenUp } from './given-up.js';
import { sendProblem, tooSlow, unavailable, type ProblemError } from './problems.js';

/** After so long without an answer we ask whether Redis is well, and Redis has as long again to say so. */
const PATIENCE_DEFAULT_MS = 400;
/** Nobody waits longer for an answer, whatever it is that takes so long. */
const ANSWER_DEFAULT_MAX_MS = 10_000;

export interface Deadlines {
  patienceMs?: number;
  answerMaxMs?: number;
}

/** From now on the answer is waited for, until the handler is done and says so by calling what this answers. */
export type Deadline = (res: Response) => () => void;

/** Why requests cannot be answered now, or null. Takes no longer than the patience. */
export type Trouble = () => Promise<string | null>;

/**
 * Answers 503 for a handler that waits for a Redis that says nothing: within a second, as when Redis is gone. A handler
 * that is merely slow, since much is asked of it, goes on: it may have had its effect, and a refusal would only have the
 * client ask again. The time counts from when the handler has the whole request. An answer whose headers are out, such as
 * a live stream, is left alone.
 */
export function makeDeadline(trouble: Trouble, deadlines: Deadlines = {}): Deadline {
  const { patienceMs = PATIENCE_DEFAULT_MS, answerMaxMs = ANSWER_DEFAULT_MAX_MS } = deadlines;
  let asking: Promise<string | null> | undefined;
  /** One question at a time, for all who wait. */
  const ask = () => (asking ??= trouble().finally(() => (asking = undefined)));

  return (res) => {
    const until = performance.now() + answerMaxMs;
    const isOver = () => res.headersSent || res.closed;

    async function look(): Promise<void> {
      if (isOver()) return;
      const overdue = performance.now() >= until;
      const why = overdue ? tooSlow() : (await ask()) === null ? null : unavailable();
      if (isOver()) return;
      if (why === null) lookLater();
      else giveUp(res, why);
    }

    let timer: NodeJS.Timeout;
    const lookLater = () => (timer = setTimeout(() => void look(), patienceMs));
    lookLater();
    return () => clearTimeout(timer);
  };
}

function giveUp(res: Response, problem: ProblemError): void {
  markGivenUp(res);
  sendProblem(res, problem);
}
