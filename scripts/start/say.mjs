// @ts-check

/**
 * Prints what happens, a line at a time, apart from what the services print.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`[stockade] ${line}\n`);
}
