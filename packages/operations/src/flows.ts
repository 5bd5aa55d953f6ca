import { GROUPS, type Keys } from '@stockade/contracts';
import { deadLettersOf } from '@stockade/streams';

/** A stream, the group that reads it, and the stream of its dead letters. */
export interface Flow {
  stream: string;
  group: string;
  deadLetters: string;
  /** What became of a dead letter that is not there any more. */
  settledLetter: (id: string) => string;
}

export function makeFlow(stream: string, group: string): Flow {
  const deadLetters = deadLettersOf(stream);
  return { stream, group, deadLetters, settledLetter: (id) => `${deadLetters}:settled:${id}` };
}

/** The streams of a shop in the order in which an order meets them. */
export function flowsOf(keys: Keys) {
  return {
    orderPlaced: makeFlow(keys.orderPlaced, GROUPS.store),
    orderCompleted: makeFlow(keys.orderCompleted, GROUPS.warehouse),
    refundInitiated: makeFlow(keys.refundInitiated, GROUPS.refund),
  };
}

export type FlowName = keyof ReturnType<typeof flowsOf>;
