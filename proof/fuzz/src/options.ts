import type { Arguments } from '@stockade/stage';

const REQUESTS_DEFAULT = 100_000;
const REQUESTS_MAX = 10_000_000;

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

export function readOptions(given: Arguments): FuzzOptions {
  return {
    requests: given.wholeNumber('requests', REQUESTS_DEFAULT, REQUESTS_MAX),
    seed: given.seed(),
    workspace: given.text('workspace'),
  };
}
