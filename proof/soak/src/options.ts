import type { Arguments } from '@stockade/stage';

const RATE_DEFAULT = 200;
const RATE_MAX = 5_000;
const SECONDS_DEFAULT = 600;
const SECONDS_MAX = 86_400;
/** Not in step with the trims, which come every ten seconds: the samples see the streams just before one, too. */
const SAMPLE_SECONDS_DEFAULT = 7;
/** A quarter of the shortest run whose memory is judged: there is a sample in each. */
const SAMPLE_SECONDS_MAX = 30;

export interface SoakOptions {
  /** Orders per second; a second's worth is placed in a second, however slow the answers are. */
  rate: number;
  seconds: number;
  /** Between two samples. */
  sampleSeconds: number;
  /** The built workspace whose services are run; by default this one. */
  workspace?: string | undefined;
}

export const USAGE = `Usage: npm run soak -- [options]

  --rate N           orders per second (default ${RATE_DEFAULT}), each with three or four reads
  --seconds N        how long (default ${SECONDS_DEFAULT})
  --sample-seconds N time between two samples (default ${SAMPLE_SECONDS_DEFAULT})
  --workspace DIR    run the services built there instead of the ones here
`;

export function readOptions(given: Arguments): SoakOptions {
  return {
    rate: given.wholeNumber('rate', RATE_DEFAULT, RATE_MAX),
    seconds: given.wholeNumber('seconds', SECONDS_DEFAULT, SECONDS_MAX),
    sampleSeconds: given.wholeNumber('sample-seconds', SAMPLE_SECONDS_DEFAULT, SAMPLE_SECONDS_MAX),
    workspace: given.text('workspace'),
  };
}
