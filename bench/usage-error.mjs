// @ts-check

/** What was given on the command line cannot be understood, and why. */
export class UsageError extends Error {
  /** @override */
  name = 'UsageError';
}

/**
 * Throws a UsageError that names the option and what it takes.
 * @param {string} option
 * @param {string} text
 * @param {number} least
 */
export function wholeNumber(option, text, least) {
  const number = text.trim() === '' ? NaN : Number(text);
  if (Number.isSafeInteger(number) && number >= least) return number;
  throw new UsageError(`${option} takes a whole number of at least ${least}, not ${JSON.stringify(text)}`);
}
