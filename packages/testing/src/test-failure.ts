import { reportOfProcesses } from '@stockade/local';

/** Where jest-environment.mjs, which lives outside the sandbox of the test file, finds what to print when a test fails. */
const REPORT_OF_FAILURE = Symbol.for('stockade.testing.report-of-failure');

/** Has what its processes printed shown when a test of this file fails. */
export function showProcessesWhenATestFails(): void {
  Reflect.set(globalThis, REPORT_OF_FAILURE, reportOfProcesses);
}
