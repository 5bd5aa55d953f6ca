import type { Answer } from './ledger.js';
import type { StruckFault } from './strike-all.js';

/** How a run goes on, for whoever looks on. */
export type ChaosEvent =
  | ({ kind: 'orders'; of: number; seconds: number } & Record<Answer, number>)
  | { kind: 'fault'; fault: StruckFault; of: number }
  | { kind: 'quiet' };
