import type { Mistake, RedisSetup } from '@stockade/stage';
import type { Invariant } from '../invariants.js';
import type { FaultKind } from '../schedule.js';

/** A mistake that others have made. */
export interface Mutant extends Mistake {
  /** How a command line names it. */
  key: string;
  /** What has to strike for the mistake to matter. */
  faults: readonly FaultKind[];
  /** On which Redis it matters; default on a single one. */
  setup?: RedisSetup;
  /** Of these at least one must be broken. */
  caughtBy: readonly Invariant[];
}
