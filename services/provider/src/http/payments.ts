import { idListSchema, sentIdSchema, wholeNumberText } from '@stockade/contracts';
import { defineRoute, notFound, type Route } from '@stockade/http';
import {
  ORDER_IDS_MAX,
  PAYMENTS_PAGE_MAX,
  providerPaymentSchema,
  providerPaymentsSchema,
  toProviderPayment,
  type ProviderPayment,
} from '@stockade/payment';
import { z } from 'zod';
import type { Ledger } from '../ledger.js';

const tag = 'Payments';

const querySchema = z.object({
  order_ids: idListSchema('orders', ORDER_IDS_MAX).optional(),
  limit: wholeNumberText(1, PAYMENTS_PAGE_MAX).default(PAYMENTS_PAGE_MAX),
  /** How many payments came before. */
  cursor: wholeNumberText(0, Number.MAX_SAFE_INTEGER).default(0),
});

/** The routes that show what the ledger has. */
export function makePaymentRoutes(ledger: Pick<Ledger, 'find' | 'page'>): Route[] {
  const one = defineRoute({
    method: 'get',
    path: '/payments/:order_id',
    summary: 'Get the payment of an order',
    tag,
    access: 'public',
    limit: null,
    params: { order_id: { names: 'payment for order', schema: sentIdSchema } },
    answers: { 200: { description: 'The payment', body: providerPaymentSchema } },
  }).handledBy(async ({ params: { order_id } }) => {
    const payment = await ledger.find(order_id);
    if (payment === null) throw notFound(`Nothing is decided about order ${order_id}`);
    return { status: 200, body: toProviderPayment(order_id, payment) };
  });

  /** Those of the orders about which something is decided. */
  async function findAll(orderIds: readonly string[]): Promise<ProviderPayment[]> {
    const payments = await Promise.all(orderIds.map((orderId) => ledger.find(orderId)));
    return orderIds.flatMap((orderId, i) => {
      const payment = payments[i] ?? null;
      return payment === null ? [] : [toProviderPayment(orderId, payment)];
    });
  }

  const some = defineRoute({
    method: 'get',
    path: '/payments',
    summary: 'Get the payments of some orders, or a page of all, those decided first first',
    tag,
    access: 'public',
    limit: null,
    query: querySchema,
    answers: { 200: { description: 'Payments; an order without one is left out', body: providerPaymentsSchema } },
  }).handledBy(async ({ query: { order_ids, limit, cursor } }) => {
    if (order_ids !== undefined) return { status: 200, body: { items: await findAll(order_ids), next_cursor: null } };
    const { orderIds, isLast } = ledger.page(cursor, limit);
    const next_cursor = isLast ? null : String(cursor + orderIds.length);
    return { status: 200, body: { items: await findAll(orderIds), next_cursor } };
  });

  return [one, some];
}
