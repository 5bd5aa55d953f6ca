import type { Response } from 'express';

const givenUp = new WeakSet<Response>();

/** From now on what the handler of this request says, or throws, has nowhere to go. */
export function markGivenUp(res: Response): void {
  givenUp.add(res);
}

/** The request was answered for its handler, which took too long. */
export function isGivenUp(res: Response): boolean {
  return givenUp.has(res);
}
