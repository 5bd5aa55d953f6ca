import { flowsOf, makeKeys } from '@stockade/contracts';

const { orderPlaced, orderCompleted, refundInitiated } = flowsOf(makeKeys());

/** The flow that each service consumes. */
export const CONSUMED = { store: orderPlaced, warehouse: orderCompleted, refund: refundInitiated } as const;
