import { runCommand } from '@stockade/stage';
import { readOptions, USAGE } from './options.js';
import { describeResult } from './report.js';
import { runChaos } from './run.js';

process.exitCode = await runCommand({
  name: 'chaos',
  usage: USAGE,
  readOptions,
  async run(options) {
    console.log(`chaos: seed ${options.seed}, ${options.orders} orders`);
    const result = await runChaos(options, (line) => console.log(`chaos: ${line}`));
    for (const line of describeResult(result)) console.log(line);
    return result.verdict.violations.length === 0;
  },
});
