import type { PaymentGateway } from './gateway.js';
import { makeHttpGateway } from './http-gateway.js';
import { makeSimulatedGateway, type SimulatedGatewayOptions } from './simulated-gateway.js';

export interface PaymentGatewayOptions extends SimulatedGatewayOptions {
  /** The origin of a provider outside; the simulated one in the box when there is none. */
  providerUrl?: string | undefined;
}

/** The payment provider of a service, as its settings say: one outside, over HTTP, or the simulated one in the box. */
export function makePaymentGateway({ providerUrl, ...inTheBox }: PaymentGatewayOptions): PaymentGateway {
  if (providerUrl === undefined) return makeSimulatedGateway(inTheBox);
  const { timeoutMs } = inTheBox;
  return makeHttpGateway({ url: providerUrl, ...(timeoutMs !== undefined && { timeoutMs }) });
}
