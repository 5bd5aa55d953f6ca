import type { Answer } from './ledger.js';
import type { Books } from './live-books.js';
import type { StruckFault } from './strike-all.js';

/** How a run goes on, for whoever looks on. */
export type ChaosEvent =
  /** With the number of faults that are scheduled. */
  | { kind: 'begins'; faults: number }
  | ({ kind: 'orders'; of: number; seconds: number } & Record<Answer, number>)
  | { kind: 'books'; books: Books }
  /** A fault strikes; when it is over, it is told of again as a `fault`. */
  | { kind: 'strike'; fault: Pick<StruckFault, 'kind' | 'target'> }
  | { kind: 'fault'; fault: StruckFault }
  | { kind: 'quiet' };
