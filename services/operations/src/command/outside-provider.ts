import type { OutsideProvider } from '@stockade/operations';
import type { CommandContext } from './context.js';

/** The payment provider outside as the audit asks it; undefined when it is the one in the box. */
export function outsideProvider({ provider, stop }: CommandContext): OutsideProvider | undefined {
  return (
    provider && {
      findPayments: (orderIds) => provider.findAll(orderIds, stop),
      listOrders: () => provider.listOrders(stop),
    }
  );
}
