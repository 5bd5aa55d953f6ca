// @ts-check

/** The command cannot go on for a reason that its user can remove; the message is all that is to be said about it. */
export class Refusal extends Error {
  /** @override */
  name = 'Refusal';
}

/** It may be able to go on in a moment. */
export class PassingRefusal extends Refusal {}

/**
 * Reports why a command ended and makes the process exit with 1.
 * @param {unknown} error
 */
export function report(error) {
  console.error(error instanceof Refusal ? error.message : error);
  process.exitCode = 1;
}
