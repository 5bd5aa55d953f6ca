import type { Mistake } from '@stockade/stage';
import type { Invariant } from '../src/invariants.js';
import type { FaultKind } from '../src/schedule.js';

/** A mistake that others have made. */
export interface Mutant extends Mistake {
  /** What has to strike for the mistake to matter. */
  faults: readonly FaultKind[];
  /** Whether Redis has a replica and sentinels; default false. */
  ha?: true;
  /** Of these at least one must be broken. */
  caughtBy: readonly Invariant[];
}
