import type { Sample, StreamSample } from './sample.js';
import type { Tally } from './visitors.js';

/** What a run has shown. */
export interface Evidence {
  /** Orders per second that were asked for. */
  rate: number;
  seconds: number;
  samples: readonly Sample[];
  tally: Tally;
  /** The streams after the load, when all was settled and there had been time to trim. */
  atRest: readonly StreamSample[];
}
