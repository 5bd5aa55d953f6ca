import { messageOf } from '@stockade/redis';
import { readOptions, USAGE } from './options.js';
import { describeFuzz } from './report.js';
import { runFuzz } from './run.js';

const EXIT_BROKEN = 1;
const EXIT_USAGE = 2;

/** Runs and reports; the exit code says whether every answer was as it should be. */
async function main(): Promise<number> {
  let options;
  try {
    options = readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`fuzz: ${messageOf(error)}\n\n${USAGE}`);
    return EXIT_USAGE;
  }
  if (options === 'help') {
    console.log(USAGE);
    return 0;
  }
  console.log(`fuzz: seed ${options.seed}, ${options.requests} requests`);
  const result = await runFuzz(options, (line) => console.log(`fuzz: ${line}`));
  for (const line of describeFuzz(result)) console.log(line);
  return result.faults.size === 0 ? 0 : EXIT_BROKEN;
}

process.exitCode = await main();
