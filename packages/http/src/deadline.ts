import type { Response } from 'express';
import { markGivenUp } from './given-up.js';
import { sendProblem, tooSlow, unavailable, type ProblemError } from './problems.js';

/** After this long without an answer we check whether Redis is well; the check may take as long again. */
const PATIENCE_DEFAULT_MS = 400;
/** No request waits longer for its answer, whatever the reason. */
const ANSWER_DEFAULT_MAX_MS = 10_000;

export interface Deadlines {
  patienceMs?: number;
  answerMaxMs?: number;
}

/** Starts the deadline of an answer. Returns a function that ends it, to be called when the handler is done. */
export type Deadline = (res: Response) => () => void;

/** Why requests cannot be answered now, or null. Takes no longer than the patience. */
export type Trouble = () => Promise<string | null>;

/**
 * Answers 503 within a second for a handler that waits for a silent Redis, as if Redis were gone. A handler that is merely slow,
 * because it has much to do, goes on: it may already have taken effect, and a refusal would only make the client ask again. The time
 * starts when the handler has the whole request. An answer whose headers are sent, such as a live stream, is left alone.
 */
export function makeDeadline(trouble: Trouble, deadlines: Deadlines = {}): Deadline {
  const { patienceMs = PATIENCE_DEFAULT_MS, answerMaxMs = ANSWER_DEFAULT_MAX_MS } = deadlines;
  let asking: Promise<string | null> | undefined;
  /** One check at a time, shared by all requests that wait. */
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
