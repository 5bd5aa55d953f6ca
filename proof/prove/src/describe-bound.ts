import type { Bound } from './proof.js';
import { count, counted, share } from './words.js';

/** What the result means as a bound, in a sentence or two. */
export function describeBound({ orders, orders_broken, share_below, faults, fault_share_below }: Bound): string {
  if (orders_broken > 0)
    return `${count(orders_broken)} or more of ${counted(orders, 'order')} were broken: no bound follows`;
  if (share_below === null) return `${counted(orders, 'order')} are too few for a bound`;
  const byOrder = `0 of ${counted(orders, 'order')} broken: at 95 % fewer than ${share(share_below)} under such faults`;
  if (fault_share_below === null) return byOrder;
  return `${byOrder}; orders that one fault meets are not independent, so also by fault: 0 of ${count(faults)}, fewer than ${share(fault_share_below)}`;
}
