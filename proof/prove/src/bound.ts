import type { Bound } from './proof.js';

/** −ln 0.05, rounded: at 95 %, what was not seen in n trials happens in fewer than 3 of n. */
const RULE_OF_THREE = 3;
/** With fewer the rule is no good approximation. */
const TRIALS_MIN = 30;

interface Seen {
  /** Orders that were accepted. */
  orders: number;
  /** Orders that a violation names, and at least 1 when something was broken. */
  ordersBroken: number;
  faults: number;
}

/**
 * What a result means as a bound. The trials are orders, not checks: forty invariants that hold for one order are one order.
 * They are not independent, since one fault meets many, so the bound is given by faults too.
 */
export function boundOf({ orders, ordersBroken, faults }: Seen): Bound {
  const below = (trials: number) => (ordersBroken > 0 || trials < TRIALS_MIN ? null : RULE_OF_THREE / trials);
  return {
    orders,
    orders_broken: ordersBroken,
    share_below: below(orders),
    faults,
    fault_share_below: below(faults),
  };
}
