import { pageQuerySchema, refundPageSchema, refundViewSchema, sentIdSchema } from '@stockade/contracts';
import { defineRoute, notFound, type Route } from '@stockade/http';
import type { Refunds } from '../refunds.js';

const tag = 'Refunds';

/** The routes for refunds, for the customer who paid and for admins. */
export function makeRefundRoutes(refunds: Refunds): Route[] {
  const list = defineRoute({
    method: 'get',
    path: '/refunds',
    summary: 'List your refunds, those of the newest orders first',
    description: 'An admin gets all refunds.',
    tag,
    access: 'user',
    query: pageQuerySchema,
    answers: { 200: { description: 'A page of refunds', body: refundPageSchema } },
  }).handledBy(async ({ principal, query }) => ({ status: 200, body: await refunds.list(principal, query) }));

  const one = defineRoute({
    method: 'get',
    path: '/refunds/:order_id',
    summary: 'Get the refund of an order',
    tag,
    access: 'user',
    params: { order_id: { names: 'refund for order', schema: sentIdSchema } },
    answers: { 200: { description: 'The refund', body: refundViewSchema } },
  }).handledBy(async ({ principal, params }) => {
    const refund = await refunds.find(principal, params.order_id);
    if (refund === null) throw notFound(`No refund for order ${params.order_id}`);
    return { status: 200, body: refund };
  });

  return [list, one];
}
