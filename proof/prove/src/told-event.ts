import type { VerdictWord } from './proof.js';
import type { ProveEvent } from './prove.js';

/** A line of `npm run prove -- --events`; the last says where the proof is. */
export type ToldEvent = ProveEvent | { kind: 'ends'; verdict: VerdictWord; json: string };
