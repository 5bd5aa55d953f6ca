import { pathToFileURL } from 'node:url';
import { runCommand } from '@stockade/stage';
import { listMistakes, readOptions, USAGE } from './options.js';
import { prove } from './prove.js';
import { EXIT_CODES, EXIT_USAGE, describeProof, makeTeller } from './tell.js';
import { writeProof } from './write-proof.js';

const args = process.argv.slice(2);
const asksForMistakes = args.at(-1) === '--break';
if (asksForMistakes) {
  console.log('Known mistakes, for npm run prove -- --break NAME; each must end in FAIL:\n');
  for (const line of listMistakes()) console.log(line);
} else {
  process.exitCode = await runCommand({
    name: 'prove',
    usage: USAGE,
    readOptions,
    usageExitCode: EXIT_USAGE,
    async run({ out, command, ...options }) {
      console.log(`prove: seed ${options.seed}; the same with ${command}`);
      const proof = await prove(
        options,
        command,
        makeTeller((line) => console.log(`prove: ${line}`)),
      );
      const { page, json } = await writeProof(proof, out);
      for (const line of describeProof(proof)) console.log(line);
      console.log(`page        ${pathToFileURL(page).href}\nJSON        ${json}\n${proof.verdict}`);
      return EXIT_CODES[proof.verdict];
    },
  });
}
