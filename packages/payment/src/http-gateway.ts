import pLimit from 'p-limit';
import { makeAskProvider } from './ask-provider.js';
import { GatewayError, type Payment, type PaymentGateway } from './gateway.js';
import {
  chargeAnswerSchema,
  fromProviderPayment,
  ORDER_IDS_MAX,
  PAYMENTS_PAGE_MAX,
  providerPaymentSchema,
  providerPaymentsSchema,
  refundAnswerSchema,
} from './provider-api.js';

/** Questions for many payments that one call asks at the same time. */
const QUESTIONS_AT_ONCE_MAX = 4;

export interface HttpGatewayOptions {
  /** The origin of the provider, such as `http://127.0.0.1:8090`. */
  url: string;
  /** How long each try of a call may take. */
  timeoutMs: number;
}

/** A payment provider that is a process of its own, and what the audit asks of it besides. */
export interface HttpGateway extends PaymentGateway {
  /** What the provider has about each of these orders, in their sequence; null where it has decided nothing. */
  findAll(orderIds: readonly string[], signal: AbortSignal): Promise<(Payment | null)[]>;
  /** The ids of all orders that the provider has decided, in pages. */
  listOrders(signal: AbortSignal): AsyncGenerator<string[]>;
  /** Closes its connections; calls under way fail. */
  close(): Promise<void>;
}

/**
 * The gateway to a provider over HTTP. A charge carries the order id as its idempotency key, so each call may be
 * repeated: here once or twice, for what passes within a moment, and by the consumer for as long as it takes. All calls
 * throw a GatewayError when they got no answer.
 */
export function makeHttpGateway({ url, timeoutMs }: HttpGatewayOptions): HttpGateway {
  const { ask, find, close } = makeAskProvider({ url, timeoutMs });

  function expectOrder(asked: string, answered: string): void {
    if (asked !== answered)
      throw new GatewayError(`the payment provider at ${url} was asked about order ${asked} and answered ${answered}`);
  }

  async function findSome(orderIds: readonly string[], signal: AbortSignal): Promise<(Payment | null)[]> {
    const path = `/payments?order_ids=${orderIds.join(',')}`;
    const { items } = await ask({ method: 'GET', path }, providerPaymentsSchema, signal);
    const found = new Map(items.map((item) => [item.order_id, fromProviderPayment(item)]));
    return orderIds.map((orderId) => found.get(orderId) ?? null);
  }

  return {
    async charge({ orderId, amount, currency, paymentMethod }, signal) {
      const body = { order_id: orderId, amount, currency, payment_method: paymentMethod };
      const request = { method: 'POST', path: '/charges', idempotencyKey: orderId, body } as const;
      const { order_id, outcome } = await ask(request, chargeAnswerSchema, signal);
      expectOrder(orderId, order_id);
      return outcome;
    },
    async refund(orderId, signal) {
      const request = { method: 'POST', path: '/refunds', body: { order_id: orderId } } as const;
      const { order_id, given_back } = await ask(request, refundAnswerSchema, signal);
      expectOrder(orderId, order_id);
      return given_back;
    },
    async find(orderId, signal) {
      const payment = await find({ method: 'GET', path: `/payments/${orderId}` }, providerPaymentSchema, signal);
      if (payment === null) return null;
      expectOrder(orderId, payment.order_id);
      return fromProviderPayment(payment);
    },
    async findAll(orderIds, signal) {
      const limit = pLimit(QUESTIONS_AT_ONCE_MAX);
      const parts = Array.from({ length: Math.ceil(orderIds.length / ORDER_IDS_MAX) }, (_, i) =>
        orderIds.slice(i * ORDER_IDS_MAX, (i + 1) * ORDER_IDS_MAX),
      );
      return (await Promise.all(parts.map((part) => limit(() => findSome(part, signal))))).flat();
    },
    async *listOrders(signal) {
      let cursor: string | null = null;
      do {
        const path: string = `/payments?limit=${PAYMENTS_PAGE_MAX}${cursor === null ? '' : `&cursor=${cursor}`}`;
        const page = await ask({ method: 'GET', path }, providerPaymentsSchema, signal);
        yield page.items.map(({ order_id }) => order_id);
        cursor = page.next_cursor;
      } while (cursor !== null);
    },
    close,
  };
}
