/** Where jest-environment.mjs, which lives outside the sandbox of the test file, finds `reportOfFailure`. */
const REPORT_OF_FAILURE = Symbol.for('stockade.testing.report-of-failure');

const REPORTS_MAX = 12;
const reports: (() => string)[] = [];

/** Adds a piece of evidence to what is printed when a test of this file fails; only the latest 12 are kept. */
export function showWhenATestFails(report: () => string): void {
  reports.push(report);
  if (reports.length > REPORTS_MAX) reports.shift();
  Reflect.set(globalThis, REPORT_OF_FAILURE, reportOfFailure);
}

function reportOfFailure(): string {
  return reports.map((report) => report()).join('\n');
}
