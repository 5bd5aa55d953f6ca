// @ts-check
import { join } from 'node:path';
import { ROOT } from './paths.mjs';
import { runStep } from './run-step.mjs';

/** @typedef {{ name: string, tool: string, args: readonly string[] }} Check by the package that checks it */

/** Builds what the others look at. @type {Check} */
const TYPES = { name: 'types', tool: 'tsc', args: ['-b'] };

/** What must hold besides the types and the tests. @type {readonly Check[]} */
const CHECKS = [
  { name: 'lint', tool: 'oxlint', args: ['--type-aware', '--deny-warnings'] },
  { name: 'format', tool: 'oxfmt', args: ['--list-different'] },
  { name: 'dead code', tool: 'knip', args: [] },
  {
    name: 'imports',
    tool: 'depcruise',
    args: ['--config', '.dependency-cruiser.mjs', 'packages', 'services', 'proof', 'tests', 'bench', 'scripts'],
  },
  { name: 'descriptions', tool: 'redocly', args: ['lint'] },
];

/**
 * Runs all checks, each whatever the others found: a line for each, and the output of those that fail.
 * @returns {Promise<number>} the exit code
 */
export async function runChecks() {
  // Else it asks the registry whether it is still the newest.
  process.env['REDOCLY_SUPPRESS_UPDATE_NOTICE'] = 'true';
  const holds = await runCheck(TYPES);
  const hold = await Promise.all(CHECKS.map(runCheck));
  return holds && hold.every(Boolean) ? 0 : 1;
}

/** @param {Check} check */
async function runCheck({ name, tool, args }) {
  const { ok, output, seconds } = await runStep(join(ROOT, 'node_modules', '.bin', tool), args);
  console.log(`${ok ? 'ok    ' : 'failed'}  ${name} (${tool}, ${seconds})${ok ? '' : `\n${output}`}`);
  return ok;
}
