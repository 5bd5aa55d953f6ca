import { messageOf } from '@stockade/redis';
import { readOptions, USAGE } from './options.js';
import { describeSoak } from './report.js';
import { runSoak } from './run.js';
import { judgeSoak } from './verdict.js';

const EXIT_NOT_FLAT = 1;
const EXIT_USAGE = 2;

/** Runs and reports; the exit code says whether the system stayed as it was. */
async function main(): Promise<number> {
  let options;
  try {
    options = readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`soak: ${messageOf(error)}\n\n${USAGE}`);
    return EXIT_USAGE;
  }
  if (options === 'help') {
    console.log(USAGE);
    return 0;
  }
  console.log(`soak: ${options.rate} orders a second for ${options.seconds} s`);
  const evidence = await runSoak(options, (line) => console.log(line));
  const verdict = judgeSoak(evidence);
  for (const line of describeSoak(evidence, verdict)) console.log(line);
  return verdict.reasons.length === 0 ? 0 : EXIT_NOT_FLAT;
}

process.exitCode = await main();
