import { runCommand } from '@stockade/stage';
import { readOptions, USAGE } from './options.js';
import { describeSoak } from './report.js';
import { runSoak } from './run.js';
import { judgeSoak } from './verdict.js';

process.exitCode = await runCommand({
  name: 'soak',
  usage: USAGE,
  readOptions,
  async run(options) {
    console.log(`soak: ${options.rate} orders a second for ${options.seconds} s`);
    const evidence = await runSoak(options, (line) => console.log(line));
    const verdict = judgeSoak(evidence);
    for (const line of describeSoak(evidence, verdict)) console.log(line);
    return verdict.reasons.length === 0;
  },
});
