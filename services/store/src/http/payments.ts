import { paymentViewSchema, sentIdSchema, toPaymentView } from '@stockade/contracts';
import { defineRoute, notFound, notNow, type Route } from '@stockade/http';
import { GatewayError, type PaymentGateway } from '@stockade/payment';
import type { Orders } from '../order-queries.js';

interface Dependencies {
  orders: Pick<Orders, 'find'>;
  gateway: Pick<PaymentGateway, 'find'>;
  /** How long the provider may take to answer. */
  timeoutMs: number;
}

/** The route for what the payment provider has about an order. */
export function makePaymentRoutes({ orders, gateway, timeoutMs }: Dependencies): Route[] {
  const one = defineRoute({
    method: 'get',
    path: '/payments/:order_id',
    summary: 'Get what the payment provider has about an order',
    description:
      'This is what the provider says, asked now; the store keeps no copy. While it has decided nothing, `outcome` and ' +
      'the times are null and the amounts are 0.',
    tag: 'Payments',
    access: 'user',
    params: { order_id: { names: 'order', schema: sentIdSchema } },
    answers: { 200: { description: 'The payment', body: paymentViewSchema } },
  }).handledBy(async ({ principal, params }) => {
    const order = await orders.find(principal, params.order_id);
    if (order === null) throw notFound(`No order ${params.order_id}`);
    const deadline = AbortSignal.timeout(timeoutMs);
    const payment = await gateway.find(order.order_id, deadline).catch((error: unknown) => {
      throw deadline.aborted || error instanceof GatewayError ? notNow('The payment provider does not answer') : error;
    });
    return { status: 200, body: toPaymentView(order, payment) };
  });

  return [one];
}
