import { PAYMENT_TIMEOUT_MS_DEFAULT } from '@stockade/contracts';
import type { PaymentGateway } from './gateway.js';
import { makeSimulatedGateway, type SimulatedGatewayOptions } from './simulated-gateway.js';

export interface PaymentGatewayOptions extends SimulatedGatewayOptions {
  /** The origin of a provider outside; the simulated one in the box when there is none. */
  providerUrl?: string | undefined;
}

/** The payment provider of a service, as its settings say: one outside, over HTTP, or the simulated one in the box. */
export function makePaymentGateway({ providerUrl, ...inTheBox }: PaymentGatewayOptions): PaymentGateway {
  if (providerUrl === undefined) return makeSimulatedGateway(inTheBox);
  const { timeoutMs = PAYMENT_TIMEOUT_MS_DEFAULT } = inTheBox;
  // Loaded where it is needed: the HTTP client takes some 20 MB of the memory.
  const gateway = import('./http-gateway.js').then(({ makeHttpGateway }) =>
    makeHttpGateway({ url: providerUrl, timeoutMs }),
  );
  return {
    charge: async (charge, signal) => (await gateway).charge(charge, signal),
    refund: async (orderId, signal) => (await gateway).refund(orderId, signal),
    find: async (orderId, signal) => (await gateway).find(orderId, signal),
  };
}
