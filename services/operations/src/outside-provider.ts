import type { OutsideProvider } from '@stockade/operations';
import type { HttpGateway } from '@stockade/payment/over-http';

/** Connects to a payment provider outside. The HTTP client is loaded only now: it takes some 20 MB of memory. */
export async function openHttpGateway(url: string, timeoutMs: number): Promise<HttpGateway> {
  const { makeHttpGateway } = await import('@stockade/payment/over-http');
  return makeHttpGateway({ url, timeoutMs });
}

/** A payment provider outside as the audit asks it, until the signal aborts. */
export const toOutsideProvider = (gateway: HttpGateway, stop: AbortSignal): OutsideProvider => ({
  findPayments: (orderIds) => gateway.findAll(orderIds, stop),
  listOrders: () => gateway.listOrders(stop),
});
