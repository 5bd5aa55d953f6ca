import type { Answer } from './ledger.js';
import type { StruckFault } from './strike-all.js';

/** How a run goes on, for whoever looks on. */
export type ChaosEvent =
  /** With the number of faults that are scheduled. */
  | { kind: 'begins'; faults: number }
  | ({ kind: 'orders'; of: number; seconds: number } & Record<Answer, number>)
  | { kind: 'fault'; fault: StruckFault }
  | { kind: 'quiet' };
