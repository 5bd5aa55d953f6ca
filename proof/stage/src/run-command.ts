import { parseArgs } from 'node:util';
import { messageOf } from '@stockade/redis';

const EXIT_BROKEN = 1;
const EXIT_USAGE = 2;
export const SEED_MAX = 2 ** 31 - 1;

/** What was given on the command line. Each reader throws an Error that names the option and says what it takes. */
export interface Arguments {
  text(name: string): string | undefined;
  /** Whether an option without a value was given. */
  flag(name: string): boolean;
  /** A number that counts, from 1. */
  wholeNumber<Fallback>(name: string, fallback: Fallback, most: number): number | Fallback;
  /** By default a new one. */
  seed(): number;
}

interface Command<Options> {
  /** Begins each line of a message. */
  name: string;
  usage: string;
  readOptions: (given: Arguments) => Options;
  /** Runs and reports; whether everything was as it should be, or an exit code of its own. */
  run: (options: Options) => Promise<boolean | number>;
  /** When the options are wrong; default 2. */
  usageExitCode?: number;
}

/** One of the proofs as a command: 0 when it holds, 1 when it does not, 2 when the options are wrong. */
export async function runCommand<Options>({
  name,
  usage,
  readOptions,
  run,
  usageExitCode = EXIT_USAGE,
}: Command<Options>): Promise<number> {
  const args = process.argv.slice(2);
  if (args.includes('--help') || args.includes('-h')) {
    console.log(usage);
    return 0;
  }
  let options;
  try {
    options = readOptions(parseArguments(usage, args));
  } catch (error) {
    console.error(`${name}: ${messageOf(error)}\n\n${usage}`);
    return usageExitCode;
  }
  const result = await run(options);
  return typeof result === 'number' ? result : result ? 0 : EXIT_BROKEN;
}

/** Takes the options that the usage names at the beginning of a line, and no others; one that names a value there takes one. */
export function parseArguments(usage: string, args: readonly string[]): Arguments {
  const named = [...usage.matchAll(/^ +--([a-z-]+)( [A-Z]+)? /gm)];
  const options = Object.fromEntries(
    named.map(([, option = '', value]) => [option, { type: value === undefined ? 'boolean' : 'string' } as const]),
  );
  const { values } = parseArgs({ args: [...args], options });
  const textOf = (name: string) => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };

  const wholeNumber: Arguments['wholeNumber'] = (name, fallback, most) => {
    const text = textOf(name);
    if (text === undefined) return fallback;
    const number = Number(text);
    if (Number.isInteger(number) && number >= 1 && number <= most) return number;
    throw new Error(`--${name} takes a whole number from 1 to ${most}, not ${JSON.stringify(text)}`);
  };
  return {
    text: textOf,
    flag: (name) => values[name] === true,
    wholeNumber,
    seed: () => wholeNumber('seed', Date.now() % SEED_MAX, SEED_MAX),
  };
}
