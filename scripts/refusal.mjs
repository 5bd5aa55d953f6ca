// @ts-check

/** The command cannot go on for a reason that its user can remove; the message is all that is to be said about it. */
export class Refusal extends Error {
  /** @override */
  name = 'Refusal';

  /**
   * @param {string} message
   * @param {number} [exitCode] of the command
   */
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** It may be able to go on in a moment. */
export class PassingRefusal extends Refusal {}

/**
 * Reports why a command ended and makes the process exit with the code for it.
 * @param {unknown} error
 */
export function report(error) {
  // That of @stockade/settings, which is not installed yet where the first of these commands ends.
  const isBadSetting = error instanceof Error && error.name === 'SettingsError';
  console.error(error instanceof Refusal || isBadSetting ? error.message : error);
  process.exitCode = hasExitCode(error) ? error.exitCode : 1;
}

/**
 * @param {unknown} error
 * @returns {error is { exitCode: number }}
 */
function hasExitCode(error) {
  return error instanceof Error && 'exitCode' in error && typeof error.exitCode === 'number';
}
