import type { Response } from 'express';

const givenUp = new WeakSet<Response>();

/** Marks an answer that was given in place of the handler: what the handler returns or throws later is ignored. */
export function markGivenUp(res: Response): void {
  givenUp.add(res);
}

/** Whether the request was answered in place of its handler, which took too long. */
export function isGivenUp(res: Response): boolean {
  return givenUp.has(res);
}
