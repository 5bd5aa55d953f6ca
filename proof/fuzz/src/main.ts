import { runCommand } from '@stockade/stage';
import { readOptions, USAGE } from './options.js';
import { describeFuzz } from './report.js';
import { runFuzz } from './run.js';

process.exitCode = await runCommand({
  name: 'fuzz',
  usage: USAGE,
  readOptions,
  async run(options) {
    console.log(`fuzz: seed ${options.seed}, ${options.requests} requests`);
    const result = await runFuzz(options, (line) => console.log(`fuzz: ${line}`));
    for (const line of describeFuzz(result)) console.log(line);
    return result.faults.size === 0;
  },
});
