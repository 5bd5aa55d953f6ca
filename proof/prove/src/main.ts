import { pathToFileURL } from 'node:url';
import { runCommand } from '@stockade/stage';
import { listMistakes, readOptions, USAGE } from './options.js';
import { listen } from './listen.js';
import { prove } from './prove.js';
import type { ToldEvent } from './told-event.js';
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
    async run({ out, command, isTold, ...options }) {
      const tell = (event: ToldEvent) => console.log(JSON.stringify(event));
      const say = isTold ? () => {} : (line: string) => console.log(`prove: ${line}`);
      say(`seed ${options.seed}; the same with ${command}`);
      const deafen = options.hands && listen(options.hands, process.stdin, say);
      const proof = await prove(options, command, isTold ? tell : makeTeller(say));
      deafen?.();
      const { page, json } = await writeProof(proof, out);
      if (isTold) {
        tell({ kind: 'ends', verdict: proof.verdict, json });
        return EXIT_CODES[proof.verdict];
      }
      for (const line of describeProof(proof)) console.log(line);
      console.log(`page        ${pathToFileURL(page).href}\nJSON        ${json}\n${proof.verdict}`);
      return EXIT_CODES[proof.verdict];
    },
  });
}
