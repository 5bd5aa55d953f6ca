// @ts-check
import { TestEnvironment } from 'jest-environment-node';

const REPORT_OF_FAILURE = Symbol.for('stockade.testing.report-of-failure');

/** Node, and when a test fails what its processes printed, which jest has no hook for inside a test file. */
export default class StockadeEnvironment extends TestEnvironment {
  /** @param {import('@jest/types').Circus.Event} event */
  async handleTestEvent(event) {
    if (event.name !== 'test_done' || event.test.errors.length === 0) return;
    const report = Reflect.get(this.global, REPORT_OF_FAILURE);
    if (typeof report === 'function')
      process.stderr.write(`\n${event.test.name} failed; what its processes printed:\n${report()}\n`);
  }
}
