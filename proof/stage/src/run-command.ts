import { messageOf } from '@stockade/redis';

const EXIT_BROKEN = 1;
const EXIT_USAGE = 2;

interface Command<Options> {
  /** Begins each line of a message. */
  name: string;
  usage: string;
  /** Throws an Error that says which option is wrong and what it takes. */
  readOptions: (args: readonly string[]) => Options | 'help';
  /** Runs and reports; whether everything was as it should be. */
  run: (options: Options) => Promise<boolean>;
}

/** One of the proofs as a command: 0 when it holds, 1 when it does not, 2 when the options are wrong. */
export async function runCommand<Options>({ name, usage, readOptions, run }: Command<Options>): Promise<number> {
  let options;
  try {
    options = readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${name}: ${messageOf(error)}\n\n${usage}`);
    return EXIT_USAGE;
  }
  if (options === 'help') {
    console.log(usage);
    return 0;
  }
  return (await run(options)) ? 0 : EXIT_BROKEN;
}
