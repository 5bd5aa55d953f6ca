// @ts-check
import { join } from 'node:path';
import { ROOT } from './paths.mjs';
import { runStep } from './run-step.mjs';

/** What must hold besides the tests, by the package that checks it; each is run whatever the others found. */
const CHECKS = [
  { name: 'types', tool: 'tsc', args: ['-b'] },
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
 * Runs all checks, a line for each; the output of those that fail follows their line.
 * @returns {Promise<number>} the exit code
 */
export async function runChecks() {
  // Else it asks the registry whether it is still the newest.
  process.env['REDOCLY_SUPPRESS_UPDATE_NOTICE'] = 'true';
  let failures = 0;
  for (const { name, tool, args } of CHECKS) {
    const { ok, output, seconds } = await runStep(join(ROOT, 'node_modules', '.bin', tool), args);
    console.log(`${ok ? 'ok    ' : 'failed'}  ${name} (${tool}, ${seconds})`);
    if (ok) continue;
    failures += 1;
    console.log(output);
  }
  return failures === 0 ? 0 : 1;
}
