import { parseArgs } from 'node:util';
import { wholeNumber } from '@stockade/stage';

const REQUESTS_DEFAULT = 100_000;
const REQUESTS_MAX = 10_000_000;
const SEED_MAX = 2 ** 31 - 1;

export interface FuzzOptions {
  requests: number;
  seed: number;
  /** The built workspace whose services are run; by default this one. */
  workspace?: string | undefined;
}

export const USAGE = `Usage: npm run fuzz -- [options]

  --requests N    how many requests are sent (default ${REQUESTS_DEFAULT})
  --seed N        the same seed makes the same requests, apart from ids (default: a new one, printed)
  --workspace DIR run the services built there instead of the ones here
`;

/** Reads the command line. Throws an Error that names the option and says what it takes. */
export function readOptions(args: readonly string[]): FuzzOptions | 'help' {
  const text = { type: 'string' } as const;
  const options = { requests: text, seed: text, workspace: text, help: { type: 'boolean' } } as const;
  const { values } = parseArgs({ args: [...args], options });
  if (values.help === true) return 'help';
  return {
    requests: wholeNumber('requests', values.requests, REQUESTS_DEFAULT, REQUESTS_MAX),
    seed: wholeNumber('seed', values.seed, Date.now() % SEED_MAX, SEED_MAX),
    workspace: values.workspace,
  };
}
