import { PAYMENT_METHOD_BY_DEFAULT } from '@stockade/contracts';

/** How long the simulated provider takes with the slow card. */
export const SLOW_DELAY_MS = 2_000;
/** How many calls for one order fail with the card for which the provider is out of order. */
export const UNAVAILABLE_CALLS = 2;

/** A payment method of the simulated provider, and what it is for. */
export interface TestCard {
  /** What an order names as its `payment_method`. */
  readonly payment_method: string;
  /** One or two words. */
  readonly title: string;
  /** One sentence for a customer: what will happen. */
  readonly effect: string;
}

/** The payment methods with which the simulated provider does something of its own; it approves all others. */
export const TEST_CARDS = {
  approved: {
    payment_method: PAYMENT_METHOD_BY_DEFAULT,
    title: 'Approved',
    effect: 'The provider approves the charge.',
  },
  declined: {
    payment_method: 'pm_card_declined',
    title: 'Declined',
    effect: 'The provider declines the charge, and the order fails.',
  },
  timeout: {
    payment_method: 'pm_card_timeout',
    title: 'No answer',
    effect:
      'The provider takes the money and does not answer the first call; the store asks again and charges only once.',
  },
  slow: {
    payment_method: 'pm_card_slow',
    title: 'Slow',
    effect: `The provider approves the charge after ${SLOW_DELAY_MS / 1_000} seconds.`,
  },
  unavailable: {
    payment_method: 'pm_card_unavailable',
    title: 'Out of order',
    effect: `The provider is out of order for the first ${UNAVAILABLE_CALLS} calls and then approves the charge.`,
  },
} as const satisfies Readonly<Record<string, TestCard>>;
