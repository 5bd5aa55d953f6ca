import { orderStorySchema, sentIdSchema } from '@stockade/contracts';
import { defineRoute, notFound, type Route } from '@stockade/http';
import type { TellOrder } from '@stockade/operations';

/** The route that tells everything about an order. */
export function makeStoryRoutes({ tellOrder }: { tellOrder: TellOrder }): Route[] {
  const story = defineRoute({
    method: 'get',
    path: '/ops/orders/:id/story',
    summary: 'Get everything that is known of an order',
    description:
      'The order, its payment and whether the money is right, what warehouse and refund decided, its trace, its events with ' +
      'how far each group is while they are in the streams, its dead letters, the rules of the audit that it breaks, and ' +
      'orders of the same customer and items about the same time. An order that breaks a rule is looked at twice, which takes half a ' +
      'second.',
    tag: 'Operations',
    access: 'admin',
    params: { id: { names: 'order', schema: sentIdSchema } },
    answers: { 200: { description: 'The story of the order', body: orderStorySchema } },
  }).handledBy(async ({ params: { id } }) => {
    const told = await tellOrder(id);
    if (told === null) throw notFound(`No order ${id}`);
    return { status: 200, body: told };
  });

  return [story];
}
