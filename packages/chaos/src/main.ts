import { messageOf } from '@stockade/redis';
import { readOptions, USAGE } from './options.js';
import { describeResult } from './report.js';
import { runChaos } from './run.js';

const EXIT_BROKEN = 1;
const EXIT_USAGE = 2;

/** Runs and reports; the exit code says whether every invariant held. */
async function main(): Promise<number> {
  let options;
  try {
    options = readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`chaos: ${messageOf(error)}\n\n${USAGE}`);
    return EXIT_USAGE;
  }
  if (options === 'help') {
    console.log(USAGE);
    return 0;
  }
  console.log(`chaos: seed ${options.seed}, ${options.orders} orders`);
  const result = await runChaos(options, (line) => console.log(`chaos: ${line}`));
  for (const line of describeResult(result)) console.log(line);
  return result.verdict.violations.length === 0 ? 0 : EXIT_BROKEN;
}

process.exitCode = await main();
