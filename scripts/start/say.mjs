// @ts-check

/**
 * Prints what happens, a line at a time, apart from what the services print.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`[stockade] ${line}\n`);
}

/** A closed terminal or pipe must not end us before everything is stopped. */
export function surviveClosedOutput() {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}
